import assert from "node:assert/strict";
import { test } from "node:test";

import { problemsOf, size, together } from "../../static/glossator/js/upload.js";

const LIMITS = { mostFiles: 2, mostBytes: 2048 };

test("a good choice has no problem", () => {
  assert.deepEqual(problemsOf([{ name: "a.txt", size: 2048 }], LIMITS), []);
});

test("a file that is too large or empty is named", () => {
  const files = [
    { name: "large.txt", size: 2049 },
    { name: "empty.txt", size: 0 },
  ];
  assert.deepEqual(problemsOf(files, LIMITS), [
    "large.txt: this file has 2 kB; the limit is 2 kB. Cut it into parts.",
    "empty.txt: this file is empty.",
  ]);
});

test("too many files are counted", () => {
  const files = Array.from({ length: 3 }, () => ({ name: "a", size: 1 }));
  assert.match(problemsOf(files, LIMITS)[0], /^These are 3 files; the limit is 2/);
});

test("sizes are said in words", () => {
  assert.deepEqual([12, 10_240, 21_495_808].map(size), ["12 bytes", "10 kB", "20.5 MB"]);
});

test("a file dropped twice is there once", () => {
  const file = { name: "a.txt", size: 1, lastModified: 5 };
  const other = { ...file, name: "b.txt" };
  assert.deepEqual(together([file], [{ ...file }, other]), [file, other]);
});
