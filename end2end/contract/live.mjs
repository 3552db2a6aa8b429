// `make test-live`: the contract table against Twilio itself, with real messages to a real number.
// docs/live-test.md says how to use it.
//
// Exit status: 0 when everything that ran agreed, 1 when something differs, 2 when nothing was run.
import { Person } from "./live/person.mjs";
import { plan } from "./live/plan.mjs";
import { holds, line, report } from "./live/report.mjs";
import { prepare, run } from "./live/run.mjs";
import { readSettings } from "./live/settings.mjs";
import { TABLE } from "./table.mjs";
import { Verify } from "./verify.mjs";
import { Walk } from "./walk.mjs";

const NOT_RUN = 2;

/** @param {string} text */
const write = (text) => void process.stdout.write(text);

/** @param {string[]} lines */
function refuse(...lines) {
  for (const text of lines) console.error(`kakunin: ${text}`);
  return NOT_RUN;
}

/**
 * @param {import("./live/settings.mjs").Settings} settings
 * @param {ReturnType<typeof plan>} planned
 */
function announce({ account, number }, { messages, perhaps, legs }) {
  const phone = `the number that ends in ${number.slice(-4)}`;
  const { host } = new URL(account.baseUrl);
  write(`${legs.length} of ${TABLE.length} rows of the contract table will be tried at ${host}.\n`);
  if (messages === 0 && perhaps === 0) {
    write(`No message (text or call) will be sent to ${phone}.\n`);
    return;
  }
  write(`Messages (texts and calls) to ${phone}: ${messages},\n`);
  write(`and if Twilio takes what the table expects it to refuse, at most ${perhaps} more. They cost money.\n`);
}

/** @param {import("./live/settings.mjs").Settings} settings @param {Person} person */
async function test(settings, person) {
  const { account, number, messages: allowed } = settings;
  const planned = plan(TABLE, allowed);
  announce(settings, planned);
  if (!(await person.agrees("Is this your telephone, and is it at hand?"))) return refuse("nothing was sent");
  const walk = new Walk({
    verify: new Verify(account),
    number,
    moveClock: () => Promise.reject(new Error("nobody moves Twilio's clock")),
    readCode: (channel) => person.readCode(channel),
  });
  const state = await prepare(walk).catch(() => ({ refused: "no answer" }));
  if ("refused" in state) {
    return refuse(`Twilio answered ${state.refused} about this number: correct the settings, or wait ten minutes`);
  }
  const tell = (/** @type {import("./live/run.mjs").Result} */ result) => write(`${line(result)}\n`);
  const { messages, perhaps } = planned;
  const results = await run({ walk, state, table: TABLE, messages, perhaps, spare: allowed - messages, tell });
  write(report(results));
  write(`Messages that were sent, or may have been: ${walk.messages}\n`);
  return holds(results) ? 0 : 1;
}

const read = readSettings(process.env);
if ("mistakes" in read) {
  process.exitCode = refuse(...read.mistakes);
} else {
  const person = new Person(process.stdin, write);
  process.exitCode = await test(read.settings, person);
  person.leave();
}
