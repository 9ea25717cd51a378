"use strict";

// The rules that are shown side by side: the library's name, and what the page calls it.
const RULES = [
  { name: "medicare", title: "Medicare", about: "8-minute rule" },
  { name: "cpt", title: "CPT", about: "midpoint rule" },
  { name: "colorado-workers-compensation", title: "Colorado", about: "workers’ compensation" },
  { name: "whole-blocks", title: "Whole blocks", about: "contracts of full blocks" },
];

// Examples: code, minutes, and who furnished them if it was not the therapist.
const EXAMPLES = [
  { name: "Two services", rows: [["97112", 24], ["97110", 23]] },
  { name: "A tie", rows: [["97112", 20], ["97110", 20]] },
  { name: "The rest decides", rows: [["97110", 33], ["97140", 7]] },
  { name: "Four services", rows: [["97110", 18], ["97140", 13], ["97116", 10], ["97035", 8]] },
  { name: "Three times seven", rows: [["97112", 7], ["97110", 7], ["97140", 7]] },
  { name: "Evaluation day", rows: [["97161", 35], ["97112", 15], ["97010", ""]] },
  { name: "With an assistant", rows: [["97112", 23], ["97112", 22, "assistant"], ["97140", 15]] },
];

const BY = { therapist: "Therapist", assistant: "Assistant", together: "Both together" };
const MOST_ROWS = 40;
const MOST_BLOCKS = 24;

const find = (id) => document.getElementById(id);

/** Makes an element. Texts are set as text, never as markup. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function draw(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// ---- The module: text in, text out.

async function load() {
  const packed = Uint8Array.from(atob(find("module").textContent), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { instance } = await WebAssembly.instantiate(await new Response(unpacked).arrayBuffer());
  const { memory, room, place, answer_in_room, codes_in_room } = instance.exports;
  const ask = (answer) => (text) => {
    const question = new TextEncoder().encode(text);
    const start = room(question.length);
    if (start === 0) throw new Error("the document is too long");
    new Uint8Array(memory.buffer, start, question.length).set(question);
    const length = answer();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, place(), length)));
  };
  return { answer: ask(answer_in_room), codes: ask(codes_in_room) };
}

// ---- The form.

function addRow(code = "", minutes = "", by = "therapist") {
  const number = find("rows").children.length + 1;
  const about = make("p", { class: "about", id: `about-${crypto.getRandomValues(new Uint32Array(1))[0]}` });
  const codeField = make("input", {
    class: "code", list: "codes", maxlength: 5, autocomplete: "off", spellcheck: "false", autocapitalize: "characters",
    "aria-label": `Code of service ${number}`, "aria-describedby": about.id, placeholder: "97112",
  });
  const minutesField = make("input", {
    class: "minutes", inputmode: "numeric", maxlength: 5, autocomplete: "off",
    "aria-label": `Minutes of service ${number}`, "aria-describedby": about.id, placeholder: "0",
  });
  const options = Object.entries(BY).map(([value, text]) => make("option", { value }, text));
  const byField = make("select", { class: "by", "aria-label": `Who furnished service ${number}` }, ...options);
  const remove = make("button", { type: "button", class: "remove", "aria-label": `Remove service ${number}` }, "×");
  [codeField.value, minutesField.value, byField.value] = [code, minutes, by];
  const item = make("li", {}, make("div", { class: "row" }, codeField, minutesField, byField, remove), about);
  remove.addEventListener("click", () => {
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    if (next) next.querySelector(".code").focus();
    else find("add").focus();
    update();
  });
  item.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target === remove) return;
    event.preventDefault();
    (item.nextElementSibling ?? addRow()).querySelector(".code").focus();
    update();
  });
  find("rows").append(item);
  find("add").disabled = find("rows").children.length >= MOST_ROWS;
  return item;
}

function readRows() {
  return [...find("rows").children].map((item) => {
    const value = (name) => item.querySelector(name).value.trim();
    return { item, code: value(".code"), minutes: value(".minutes"), by: value(".by") };
  });
}

/** A visit as the module reads it: a line of its own words, and one for each service, parted by tabs. */
function visit(rows, rule) {
  // minutes name a person only where an assistant took part
  const namesPeople = rows.some((row) => row.by !== "therapist");
  const words = ({ code, minutes, by }) => (minutes === "" ? [code] : namesPeople ? [code, minutes, by] : [code, minutes]);
  const lines = [[find("date").value, find("discipline").value, rule], ...rows.map(words)];
  return lines.map((line) => line.map((word) => word.replace(/\s/g, " ")).join("\t")).join("\n");
}

// ---- Answers.

function update() {
  const rows = readRows().filter((row) => row.code !== "" || row.minutes !== "");
  const rule = document.querySelector("#rules :checked").value;
  const counted = rows.filter((row) => describe(row, rule));
  for (const row of readRows()) if (!rows.some((kept) => kept.item === row.item)) say(row.item, "", false);

  const answers = RULES.map(({ name }) => library.answer(visit(counted, name)));
  const chosen = answers[RULES.findIndex(({ name }) => name === rule)];
  const left = rows.length - counted.length;
  const problem = chosen.error ?? (left > 0 ? `${count(left, "service")} could not be read and ${left === 1 ? "is" : "are"} not counted` : "");
  find("error").textContent = problem && `${problem}.`;
  find("error").hidden = problem === "";

  answers.forEach(showRule);
  showDifference(answers);
  if (chosen.error) {
    for (const id of ["lines", "picture", "steps", "findings"]) find(id).replaceChildren();
    find("splits").hidden = true;
    return;
  }
  showLines(chosen);
  showPicture(chosen, rule);
  showSteps(chosen);
  showFindings(chosen);
  const { title } = RULES.find(({ name }) => name === rule);
  find("spoken").textContent = `${count(chosen.timed_units, "timed unit")} under ${title}`;
}

/** Describes the service of a row below it, and returns whether it can be counted. */
function describe(row, rule) {
  if (row.minutes !== "" && !/^\d{1,5}$/.test(row.minutes)) {
    return say(row.item, `expected whole minutes, found ${row.minutes}`, true);
  }
  const answer = library.answer(visit([row], rule));
  if (answer.error) return say(row.item, answer.error.replace("services[0]: ", ""), true);
  return say(row.item, answer.codes[0].label, false);
}

function say(item, text, isWrong) {
  const about = item.querySelector(".about");
  about.textContent = text;
  about.classList.toggle("wrong", isWrong);
  for (const field of item.querySelectorAll("input")) field.setAttribute("aria-invalid", String(isWrong));
  return !isWrong;
}

function showRule(answer, index) {
  const rule = document.querySelectorAll(".rule")[index];
  const units = rule.querySelector("b");
  const text = answer.error ? "–" : String(answer.timed_units);
  if (units.textContent !== text) {
    units.textContent = text;
    units.classList.remove("moved");
    void units.offsetWidth; // begins the animation anew
    units.classList.add("moved");
  }
  const more = answer.error ? null : answer.next_session_unit;
  rule.querySelector("em").textContent = more === null ? "No further unit" : `Next unit in ${count(more, "minute")}`;
}

/** Tells which codes differ between Medicare's rule and CPT's. */
function showDifference([medicare, cpt]) {
  const units = (answer) => {
    const sums = new Map();
    for (const line of answer.lines) sums.set(line.code, (sums.get(line.code) ?? 0) + line.units);
    return sums;
  };
  let text = "";
  if (!medicare.error && !cpt.error && medicare.lines.length > 0) {
    const [left, right] = [units(medicare), units(cpt)];
    const parts = [...left].filter(([code, number]) => number !== right.get(code));
    const words = parts.map(([code, number]) => `${code}: ${count(number, "unit")} under Medicare, ${right.get(code) ?? 0} under CPT`);
    text = words.length === 0 ? "Medicare and CPT give every code the same units." : `${words.join("; ")}.`;
  }
  find("differs").textContent = text;
}

function showLines(answer) {
  const known = new Map(answer.codes.map((entry) => [entry.code, entry]));
  const lines = answer.lines.map((line) => {
    const code = make("span", { class: "code" }, line.code);
    const modifiers = line.modifiers.map((modifier) => make("span", { class: "modifier" }, modifier));
    const units = make("span", { class: line.units === 0 ? "units none" : "units" }, count(line.units, "unit"));
    const minutes = line.minutes === null ? "" : `${count(line.minutes, "minute")}`;
    const label = known.get(line.code)?.label ?? "";
    const next = line.next_unit === null ? "" : `${line.next_unit} more for the next`;
    return make("li", { "data-code": line.code, "data-units": line.units },
      make("span", {}, code, ...modifiers), units,
      make("span", { class: "label" }, [minutes, label].filter(Boolean).join(" · ")), make("span", { class: "next" }, next),
      ...blocks(line, answer, known.get(line.code)));
  });
  find("lines").replaceChildren(...lines);
  if (lines.length === 0) find("lines").append(make("li", { class: "label" }, "Add a service to see its line."));

  const others = answer.splits.slice(1);
  const words = others.map((split) => split.map(({ code, units }) => `${code} × ${units}`).join(", "));
  find("splits").hidden = others.length === 0;
  find("splits").textContent = `The biller may also choose: ${words.join("; or ")}${answer.splits_cut ? "; and others" : ""}.`;
}

/** The blocks of a timed code: filled by its minutes, and marked where a unit is billed. */
function blocks(line, answer, known) {
  const length = known?.block;
  if (!length || line.minutes === null) return [];
  const ofCode = answer.lines.filter((other) => other.code === line.code);
  const units = ofCode.reduce((sum, other) => sum + other.units, 0);
  const number = Math.min(Math.max(Math.ceil(line.minutes / length), units), MOST_BLOCKS);
  const row = make("span", { class: "blocks", "aria-hidden": "true" });
  for (let index = 0; index < number; index += 1) {
    const fill = make("i");
    fill.style.width = `${Math.min(Math.max((line.minutes - index * length) / length, 0), 1) * 100}%`;
    row.append(make("span", { class: index < units ? "block billed" : "block" }, fill));
  }
  return [row];
}

function showPicture({ picture, timed_minutes }, rule) {
  const { steps, marks, pooled } = picture;
  const [width, height, left, foot] = [Math.max(find("picture").clientWidth, 240), 250, 34, 40];
  const most = Math.max(...marks.map((mark) => mark.minutes), 0);
  const right = Math.max(steps.at(-1) + 6, most + 6);
  const x = (minutes) => left + (minutes / right) * (width - left - 14);
  const y = (units) => height - foot - (units / (steps.length + 0.6)) * (height - foot - 16);
  const stairs = steps.map((minutes, index) => `H${x(minutes)}V${y(index + 1)}`).join("");
  const path = `M${x(0)} ${y(0)}${stairs}H${x(right)}`;
  const { title } = RULES.find(({ name }) => name === rule);
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "picture-title picture-text" },
    draw("path", { class: "area", d: `${path}V${y(0)}Z` }),
    draw("line", { class: "axis", x1: x(0), y1: y(0), x2: x(right), y2: y(0) }),
    draw("path", { class: "stair", d: path }));
  const every = Math.ceil(steps.length / 12);
  steps.forEach((minutes, index) => {
    if ((index + 1) % every !== 0) return;
    svg.append(draw("text", { x: x(minutes), y: height - foot + 18, "text-anchor": "middle" }, String(minutes)),
      draw("text", { x: left - 10, y: y(index + 1) + 4, "text-anchor": "end" }, String(index + 1)));
  });
  svg.append(draw("text", { x: x(right), y: height - 2, "text-anchor": "end" }, "minutes"));
  let before = -Infinity;
  for (const mark of [...marks].sort((a, b) => a.minutes - b.minutes)) {
    const reached = steps.filter((minutes) => minutes <= mark.minutes).length;
    const near = x(mark.minutes) - before < 46;
    before = x(mark.minutes);
    svg.append(draw("line", { class: "here", x1: before, y1: y(0), x2: before, y2: y(reached) }),
      draw("circle", { class: mark.units < reached ? "dot less" : "dot", cx: before, cy: y(reached), r: 7 }));
    if (near) continue;
    svg.append(draw("text", { class: "said", x: Math.max(before, left + 28), y: y(reached) - 13, "text-anchor": "middle" },
      mark.code ?? `${mark.minutes} min`));
  }
  const words = pooled
    ? `${title} adds the minutes of all 15-minute codes: ${count(marks[0].minutes, "minute")} are ${count(marks[0].units, "unit")}.`
    : `${title} counts each code separately${rule.startsWith("colorado") ? ", and the sum may not exceed the count of the whole session" : ""}.`;
  const own = timed_minutes - marks.reduce((sum, mark) => sum + mark.minutes, 0);
  const rest = own > 0 ? ` ${count(own, "minute")} of codes with another block length ${own === 1 ? "is" : "are"} not in the picture.` : "";
  find("picture").replaceChildren(svg, make("p", { id: "picture-text" }, words + rest));
}

function showSteps({ steps }) {
  const items = steps.map((step) => make("li", {}, step.text, make("span", { class: "source" }, step.citation)));
  find("steps").replaceChildren(...items);
}

const SEVERITIES = { error: "Error", warning: "Warning", advice: "Advice" };

function showFindings({ findings, check }) {
  const items = [...findings, ...check].map((finding) => {
    const place = /\[(\d+)\]/.exec(finding.at);
    const where = finding.at.startsWith("lines") ? `line ${Number(place[1]) + 1}` : place ? `service ${Number(place[1]) + 1}` : "";
    const basis = finding.basis === "inferred" ? "inferred from another quarter" : "";
    const head = [SEVERITIES[finding.severity], where, basis].filter(Boolean).join(" · ");
    return make("li", { class: `${finding.severity}-finding`, "data-id": finding.id },
      make("span", { class: "severity" }, head), make("p", {}, `${finding.message}.`),
      make("span", { class: "source" }, finding.citations.join("; ")));
  });
  find("findings").replaceChildren(...items);
  if (items.length === 0) find("findings").append(make("li", { class: "nothing" }, "Nothing was found."));
}

// ---- Start.

function choose({ rows }) {
  find("rows").replaceChildren();
  for (const row of rows) addRow(...row);
  update();
}

function propose() {
  const codes = library.codes(find("date").value);
  if (codes.error) return;
  const options = codes.map((entry) => make("option", { value: entry.code }, [entry.label, entry.block && `${entry.block} minutes per unit`].filter(Boolean).join(", ")));
  find("codes").replaceChildren(...options);
}

let library;

async function start() {
  for (const { name, title, about } of RULES) {
    const input = make("input", { type: "radio", name: "rule", value: name });
    input.checked = name === "medicare";
    find("rules").append(make("label", { class: "rule" }, input, make("strong", {}, title), make("small", {}, about), make("b", {}, "0"), make("em")));
  }
  find("example").append(...EXAMPLES.map(({ name }, index) => make("option", { value: index }, name)));
  const today = new Date();
  find("date").value = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  try {
    library = await load();
  } catch (cause) {
    find("error").textContent = `The module could not be started: ${cause.message}.`;
    find("error").hidden = false;
    return;
  }
  propose();
  choose(EXAMPLES[0]);
  find("example").addEventListener("change", (event) => choose(EXAMPLES[event.target.value]));
  find("add").addEventListener("click", () => {
    addRow().querySelector(".code").focus();
    update();
  });
  find("date").addEventListener("change", propose);
  window.addEventListener("resize", update);
  document.querySelector("main").addEventListener("input", (event) => {
    if (event.target.id !== "example") update();
  });
  document.documentElement.dataset.ready = "true";
}

start();
