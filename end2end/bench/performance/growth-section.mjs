import { ms, number, table } from "./markdown.mjs";

/** @param {any} growth */
export const growthSection = (growth) => `## Growth

TODO ${ms(0)} ${number(0)} ${table([], [])} ${JSON.stringify(growth).length}`;
