/**
 * Do something when the page has nothing else to do, or a second later.
 *
 * @param {() => void} act
 * @returns {number}
 */
export function whenIdle(act) {
  return globalThis.requestIdleCallback?.(act, { timeout: 1_000 }) ?? setTimeout(act, 200);
}
