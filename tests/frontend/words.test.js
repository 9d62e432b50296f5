import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "../../geo/frontend/shared/words.js";

const messages = {
  "map.plain": "Legend",
  "map.filled": "{shown} of {all} on {where}",
  "map.counted": { one: "{number} project lies {where}", other: "{number} projects lie {where}" },
};
const words = new Words({ locale: "en-GB", messages });

test("placeholders are filled, numbers as the language writes them", () => {
  assert.equal(words.say("map.plain"), "Legend");
  assert.equal(
    words.say("map.filled", { shown: 40, all: 12345, where: "<b>{all}" }),
    "40 of 12,345 on <b>{all}",
  );
  const german = new Words({ locale: "de", messages });
  assert.equal(german.say("map.filled", { shown: 1, all: 12345, where: "x" }), "1 of 12.345 on x");
});

test("a number chooses its plural form", () => {
  assert.equal(words.count("map.counted", 1, { where: "here" }), "1 project lies here");
  assert.equal(words.count("map.counted", 2000, { where: "here" }), "2,000 projects lie here");
});

test("a language with other forms uses those, and the general one where one is missing", () => {
  const forms = {
    one: "{number} проект",
    few: "{number} проекта",
    many: "{number} проектов",
    other: "иначе",
  };
  const russian = new Words({ locale: "ru", messages: { counted: forms } });
  assert.deepEqual(
    [1, 2, 5, 21].map((number) => russian.count("counted", number)),
    ["1 проект", "2 проекта", "5 проектов", "21 проект"],
  );
  const partly = new Words({ locale: "ru", messages: { counted: { other: "{number} иначе" } } });
  assert.equal(partly.count("counted", 2), "2 иначе");
});

test("what is missing is said, never shown as nothing", () => {
  assert.throws(() => words.say("map.gone"), /No message "map.gone"/);
  assert.throws(() => words.say("map.counted"), /No message/);
  assert.throws(() => words.count("map.plain", 2), /with plural forms/);
  assert.throws(() => words.say("map.filled", { shown: 1, all: 2 }), /needs the parameter "where"/);
});
