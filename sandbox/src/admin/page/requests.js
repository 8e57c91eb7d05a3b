// The latest requests with what was said, the newest on top.

import { badge, element } from "./dom.js";

const SHOWN = 200;

export function addRequests(container, requests) {
  container.prepend(...requests.map(request).reverse());
  while (container.children.length > SHOWN) container.lastChild.remove();
}

function request({ number, method, path, status, code, applied, fault, client_id, at, exchange }) {
  const good = code === "0" && !fault;
  const said = code || (status === 0 ? "no answer" : `HTTP ${status}`);
  const time = new Date(at).toISOString().slice(11, 19);
  return element("details", { "data-number": number },
    element("summary", {},
      badge(code === "0" ? "ok" : said, good ? "good" : "bad"),
      fault && badge(`${fault.fault}@${fault.stage}`, "warning"),
      element("span", { className: "path" }, `${method} ${path}`),
      element("time", { className: "quiet", title: new Date(at).toISOString() }, time)),
    element("p", { className: "quiet" }, `No. ${number}, ${status === 0 ? "no status" : `HTTP ${status}`}, ${applied ? "applied" : "not applied"}, ${client_id ? `app ${client_id}` : "no app known"}`),
    exchange ? texts(exchange) : null);
}

const texts = ({ query, body, reply }) => [text("Query", query), text("Body", body), text("Reply", reply)].filter(Boolean);

const text = (title, raw) => raw && element("div", {}, element("h3", {}, title), element("pre", { tabIndex: 0 }, pretty(raw)));

// JSON with line breaks. It is not parsed, so that numbers and escapes stay as they were sent.
function pretty(raw) {
  if (!/^\s*[{[]/.test(raw)) return raw;
  let depth = 0;
  const line = () => `\n${"  ".repeat(Math.max(depth, 0))}`;
  const tokens = raw.match(/"(?:[^"\\]|\\.)*"?|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return tokens.map((token) => {
    if (token === "{" || token === "[") {
      depth += 1;
      return token + line();
    }
    if (token === "}" || token === "]") {
      depth -= 1;
      return line() + token;
    }
    if (token === ",") return token + line();
    return token === ":" ? ": " : token;
  }).join("");
}
