import { ms, number, table } from "./markdown.mjs";

/** @param {any} visitor */
export const visitorSection = ({ chromium, ...languages }) => `## What a visitor waits for

Chromium ${chromium.version}, a window of 360 points, an empty cache, a processor slowed down four times, and the slow 4G of Lighthouse (DevTools: 562.5 ms for
each request, 1.47 Mbit/s). Bytes are those on the wire, heads of answers included, compressed as served.

${table(
  ["sign-in page", ...Object.keys(languages)],
  [
    row("bytes before first paint", languages, (one) => number(one.before_paint)),
    row("bytes in all", languages, (one) => number(one.bytes)),
    row("requests", languages, (one) => number(one.requests)),
    row("first paint", languages, (one) => ms(one.paint_ms)),
    row("the form can be used, by a plain post", languages, (one) => ms(Math.max(one.form_ms, one.paint_ms))),
    row("script is awake", languages, (one) => ms(one.awake_ms)),
    row("layout shift", languages, (one) => number(one.shift, 3)),
    row("bytes of all later steps, to the account", languages, (one) => number(one.rest.bytes)),
    row("from the press of \"sign in\" to the next page", languages, (one) => ms(one.verify_ms)),
  ],
)}

${table(
  ["file", ...Object.keys(languages)],
  Object.keys(/** @type {any} */ (Object.values(languages)[0]).files).map((file) =>
    row(`\`${file}\``, languages, (one) => number(one.files[file])),
  ),
)}`;

/** @param {string} name @param {Record<string, any>} languages @param {(one: any) => string} figure */
const row = (name, languages, figure) => [name, ...Object.values(languages).map(figure)];
