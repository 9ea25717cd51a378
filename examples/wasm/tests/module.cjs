// The compiled module answers as the program `bill` does. It needs Node.js and no browser.
// node module.cjs MODULE VISITS ANSWERS: documents of `bill`, and what `bill` answered to them.
"use strict";

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");

const [modulePath, visitsPath, answersPath] = process.argv.slice(2);
const lines = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean);

async function main() {
  const { instance } = await WebAssembly.instantiate(readFileSync(modulePath));
  const { memory, room, place, answer_in_room } = instance.exports;
  const ask = (text) => {
    const question = Buffer.from(text);
    const start = room(question.length); // may replace the memory by a larger one
    new Uint8Array(memory.buffer, start, question.length).set(question);
    const length = answer_in_room();
    return JSON.parse(Buffer.from(memory.buffer, place(), length).toString());
  };
  const visits = lines(visitsPath);
  const answers = lines(answersPath).map((line) => JSON.parse(line));
  assert.equal(visits.length, answers.length);
  visits.forEach((visit, index) => assert.deepEqual(ask(visit).bill, answers[index]));
  console.log(`${visits.length} visits: the module and bill give equal answers`);
}

main();
