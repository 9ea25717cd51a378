// The compiled module answers as the program `bill` does. It needs Node.js and no browser.
// node module.cjs MODULE VISITS ANSWERS: documents of `bill`, and what `bill` answered to them.
"use strict";

const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");

const [modulePath, visitsPath, answersPath] = process.argv.slice(2);
const documents = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** A document of codes and minutes in the words of the module. */
const question = ({ date_of_service, discipline, rule, services }) => (
  [[date_of_service, discipline, rule], ...services.map(({ code, minutes }) => [code, minutes])].map((line) => line.join("\t")).join("\n"));

/** What both answers have. */
const shared = ({ timed_minutes, timed_units, next_session_unit, lines, steps, findings }) => ({
  timed_minutes, timed_units, next_session_unit, lines,
  steps: steps.map(({ text, citation }) => ({ text, citation })),
  findings: findings.map(({ id, severity, at, message, citations }) => ({ id, severity, at, message, citations })),
});

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
  const [visits, answers] = [documents(visitsPath), documents(answersPath)];
  assert.equal(visits.length, answers.length);
  visits.forEach((visit, index) => assert.deepEqual(shared(ask(question(visit))), shared(answers[index]), visit.id));
  console.log(`${visits.length} visits: the module and bill give equal answers`);
}

main();
