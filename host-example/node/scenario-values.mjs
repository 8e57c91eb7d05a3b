// Values between JSON with the names of the WIT, and JavaScript.

/** @param {string} name */
export const camel = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** @param {string} name */
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A value for a function. `null` is what JavaScript has `undefined` for.
 * @param {unknown} value
 * @returns {unknown}
 */
export function fromJson(value) {
  return value === null ? undefined : converted(value, camel, fromJson);
}

/**
 * What a function answered. A field that is `undefined` is left out, and elsewhere `null`.
 * @param {unknown} value
 * @returns {unknown}
 */
export function toJson(value) {
  return value === undefined ? null : converted(value, kebab, toJson);
}

/**
 * @param {unknown} value
 * @param {(name: string) => string} rename
 * @param {(value: unknown) => unknown} convert
 */
function converted(value, rename, convert) {
  if (Array.isArray(value)) {
    return value.map(convert);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [rename(name), convert(member)]));
}

/**
 * The value with each `${name}` in its texts replaced.
 * @template T
 * @param {T} value
 * @param {Record<string, string>} names
 * @returns {T}
 */
export function fill(value, names) {
  return JSON.parse(JSON.stringify(value), (_, text) =>
    typeof text !== 'string' ? text : text.replace(/\$\{(.+?)\}/g, (whole, name) => names[name] ?? whole),
  );
}

/**
 * The text that a JSON pointer leads to.
 * @param {unknown} value
 * @param {string} pointer
 */
export function pointed(value, pointer) {
  for (const part of pointer.split('/').slice(1)) {
    value = /** @type {any} */ (value)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (typeof value !== 'string') {
    throw new Error(`there is no text at ${pointer}`);
  }
  return value;
}

/**
 * JSON whose objects are sorted by key, without what is hidden.
 * @param {unknown} value
 * @param {string[]} hide
 */
export function canonical(value, hide) {
  return JSON.stringify(value, (name, member) => {
    if (hide.includes(name)) {
      return '(hidden)';
    }
    if (member?.constructor !== Object) {
      return member;
    }
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
