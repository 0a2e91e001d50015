import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { Api, stateOf } from "../../static/glossator/js/annotator/api.js";

let server;
let api;
let seen;
let reply;

before(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body };
      response.writeHead(reply.status, { ETag: '"4"' });
      response.end(reply.body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const home = `http://127.0.0.1:${server.address().port}/`;
  const urls = { relationUrl: `${home}relations/`, regionUrl: `${home}regions/` };
  api = new Api({ annotationUrl: `${home}annotations/`, ...urls, csrf: "token" });
});

after(() => server.close());

test("a new annotation may be repeated", async () => {
  reply = { status: 201, body: '{"version": 1}' };
  const answer = await api.send({ kind: "put", id: "a", body: { start: 0 } });
  assert.deepEqual([answer.state, answer.data.version, answer.etag], ["ok", 1, '"4"']);
  assert.deepEqual([seen.method, seen.url], ["PUT", "/annotations/a"]);
  assert.equal(seen.headers["if-none-match"], "*");
  assert.equal(seen.headers["x-csrftoken"], "token");
  assert.equal(seen.body, '{"start":0}');
});

test("an edit, a deletion and its undoing carry the version seen", async () => {
  reply = { status: 200, body: '{"version": 4}' };
  await api.send({ kind: "patch", id: "a", version: 3, body: { note: "x" } });
  assert.deepEqual([seen.method, seen.headers["if-match"]], ["PATCH", '"3"']);
  await api.send({ kind: "delete", id: "a", version: 4 });
  assert.deepEqual([seen.method, seen.headers["if-match"]], ["DELETE", '"4"']);
  await api.send({ kind: "restore", id: "a", version: 5 });
  assert.deepEqual([seen.method, seen.url], ["POST", "/annotations/a/restore"]);
  assert.equal(seen.headers["if-match"], '"5"');
});

test("a relation and a region have addresses of their own", async () => {
  reply = { status: 200, body: '{"version": 2}' };
  await api.send({ what: "relation", kind: "delete", id: "r", version: 1 });
  assert.equal(seen.url, "/relations/r");
  await api.send({ what: "region", kind: "restore", id: "g", version: 2 });
  assert.equal(seen.url, "/regions/g/restore");
});

test("a page of a network between acknowledges nothing", async () => {
  const edit = { kind: "patch", id: "a", version: 3, body: {} };
  for (const body of ["<html>Sign in to this network</html>", "", "null", "{}"]) {
    reply = { status: 200, body };
    assert.equal((await api.send(edit)).state, "failed", body);
  }
  reply = { status: 200, body: "<html>Welcome</html>" };
  const list = await api.get(`${api.annotationUrl}list`);
  assert.equal(list.state, "failed");
  assert.match(list.detail, /Something else than the server/);
});

test("a stale edit brings the server's row along", async () => {
  reply = { status: 409, body: '{"detail": "Stale.", "code": "stale", "current": {"version": 9}}' };
  const answer = await api.send({ kind: "patch", id: "a", version: 3, body: {} });
  assert.deepEqual([answer.state, answer.current.version], ["conflict", 9]);
});

test("an error page that is no JSON is still an answer", async () => {
  reply = { status: 502, body: "<h1>Bad gateway</h1>" };
  assert.equal((await api.get(`${api.annotationUrl}a`)).state, "failed");
});

test("every status has one meaning", () => {
  const wanted = {
    200: "ok", 204: "ok", 304: "same", 400: "invalid", 401: "signed-out", 403: "forbidden",
    404: "missing", 409: "conflict", 410: "gone", 422: "invalid", 428: "no-version",
    429: "failed", 500: "failed", 503: "failed",
  };
  for (const [status, state] of Object.entries(wanted)) {
    assert.equal(stateOf(Number(status)), state, status);
  }
});

test("a server that is not there is no exception", async () => {
  const lost = new Api({ annotationUrl: "http://127.0.0.1:1/", csrf: "" });
  const answer = await lost.send({ kind: "delete", id: "a", version: 1 });
  assert.deepEqual([answer.state, answer.detail], ["offline", undefined]);
});
