#!/usr/bin/env node
// Twilio takes every connection and never answers. How long do people who press "send" wait, and does anybody else notice?
// Prints a table; nothing here is asserted.
import { blackHole } from "./fixtures/black-hole.mjs";
import { Person } from "./fixtures/person.mjs";
import { LivePortal } from "./fixtures/portal.mjs";
import { Table, timed } from "./fixtures/table.mjs";

const PEOPLE = 200;
/** So many calls without an answer open the breaker; these people find that out for the others. */
const FIRST = 5;
const LATER = 5_000;
const ROUNDS = 3;

const twilio = await blackHole();
const portal = new LivePortal(twilio.url);
const names = Array.from({ length: PEOPLE + 2 * FIRST }, (_, index) => `person${index}`);
names.forEach((name, index) => portal.addUser(name, `+8190${String(10_000_000 + index)}`));
await portal.start();

const people = names.map((name) => new Person(portal.address, name));
for (const person of people) await person.logIn();
const first = people.splice(0, FIRST);
const later = people.splice(0, FIRST);
const table = new Table(() => portal.memory());

/**
 * Looks at a page again and again, as somebody who has nothing to do with codes, until told that it is over.
 * @param {string} path
 * @param {string} cookie
 * @param {{ over: boolean }} watch
 */
const look = async (path, cookie, watch) => {
  const page = async () => String((await fetch(portal.address + path, { headers: { cookie } })).status);
  const samples = [];
  while (!watch.over) samples.push(await timed(page));
  return samples;
};

/** @param {(watch: { over: boolean }) => Promise<unknown>} act */
const whileOthersLook = async (act) => {
  const watch = { over: false };
  const start = look("/", "", watch);
  const verify = look("/verify", people[0]?.cookie ?? "", watch);
  await act(watch);
  watch.over = true;
  table.add("meanwhile GET /", await start);
  table.add("meanwhile GET /verify", await verify);
};

/** @param {number} milliseconds */
const pass = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

/** @param {Person[]} those */
const press = (those) => Promise.all(those.map((person) => timed(person.send)));

await whileOthersLook(() => pass(1_000));
await whileOthersLook(async () => {
  const early = press(first);
  await pass(LATER);
  const late = press(later);
  table.add(`${FIRST} press, Twilio is believed to be well`, await early);
  table.add(`${FIRST} press five seconds after them`, await late);
});
for (let round = 1; round <= ROUNDS; round++) {
  await whileOthersLook(async () => {
    table.add(`${PEOPLE} press at once, round ${round}`, await press(people));
  });
}

table.print();
portal.remove();
twilio.close();
