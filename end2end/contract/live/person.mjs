// Whoever sits at the terminal with the telephone.
import { createInterface } from "node:readline";

/** Asks and reads lines. The codes are typed, therefore nothing that is read is ever written. */
export class Person {
  #lines;

  /**
   * @param {NodeJS.ReadableStream} input
   * @param {(text: string) => void} write
   */
  constructor(input, write) {
    this.input = createInterface({ input });
    this.#lines = this.input[Symbol.asyncIterator]();
    this.write = write;
  }

  /** The end of the input means no. @param {string} question */
  async agrees(question) {
    return (await this.#ask(`${question} Type yes to go on: `))?.toLowerCase() === "yes";
  }

  /**
   * @param {string} channel
   * @returns {Promise<string>} empty when none arrived
   */
  async readCode(channel) {
    const sent = channel === "call" ? "called" : "texted";
    for (;;) {
      const line = await this.#ask(`The code that was ${sent} (empty line: none arrived): `);
      if (line === undefined || line === "") return "";
      if (/^\d{4,10}$/.test(line)) return line;
      this.write("A code is 4 to 10 digits.\n");
    }
  }

  leave() {
    this.input.close();
  }

  /** @param {string} question */
  async #ask(question) {
    this.write(question);
    const { done, value } = await this.#lines.next();
    return done ? undefined : String(value).trim();
  }
}
