/**
 * Properties of the global object for one test: all files of tests share it, and none
 * may lean on what another one left.
 *
 * @param {import("node:test").TestContext} t
 * @param {Record<string, unknown>} properties  of names that Node does not have
 */
export function withGlobals(t, properties) {
  Object.assign(globalThis, properties);
  t.after(() => {
    for (const name of Object.keys(properties)) {
      Reflect.deleteProperty(globalThis, name);
    }
  });
}
