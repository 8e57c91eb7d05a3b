import { http } from '@bytecodealliance/preview2-shim';
import { origin } from './egress.js';

type Request = InstanceType<typeof http.types.OutgoingRequest>;
type Options = InstanceType<typeof http.types.RequestOptions>;
type Answer = ReturnType<typeof http.outgoingHandler.handle>;

/** What sends an instance's requests, if they go to one of these origins. */
export function outgoingHandler(allowed: ReadonlySet<string>) {
  return {
    handle(request: Request, options: Options | undefined): Answer {
      const target = origin(url(request));
      if (target === undefined || !allowed.has(target)) {
        throw { tag: 'HTTP-request-denied' }; // the component tells it as `egress-denied`
      }
      // The shim takes the time for connecting as one for any silence, until the answer begins.
      options?.setConnectTimeout(options.firstByteTimeout());
      return withoutFalseTimeouts(http.outgoingHandler.handle(request, options));
    },
  };
}

function url(request: Request): string {
  const scheme = request.scheme();
  const name = scheme?.tag === 'other' ? scheme.val : (scheme?.tag ?? 'HTTPS');
  return `${name}://${request.authority()}`;
}

/**
 * After a silence the shim says that there was no connection, also where the request had been
 * sent. The component must not take that for a request that the server never saw.
 */
function withoutFalseTimeouts(answer: Answer): Answer {
  const get = answer.get.bind(answer);
  answer.get = () => {
    const got = get();
    return got?.tag === 'ok' && got.val.tag === 'err' && got.val.val.tag === 'connection-timeout'
      ? { tag: 'ok', val: { tag: 'err', val: { tag: 'connection-read-timeout' } } }
      : got;
  };
  return answer;
}
