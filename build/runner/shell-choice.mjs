/**
 * Which shell `npm start` takes. Electron when it was asked for, or when its binary is there or can be had; otherwise the
 * browser, with one line that says why.
 */

/**
 * @param {object} question
 * @param {'electron' | 'browser' | null} question.asked
 * @param {string | null} question.obstacle why Electron cannot open a window here
 * @param {boolean} question.ci nobody is there to look at a window
 * @param {() => string | null} question.find path of the binary
 * @param {() => Promise<string | null>} question.fetch why it could not be had
 * @param {(line: string) => void} question.say
 * @returns {Promise<{ shell: 'browser' } | { shell: 'electron', binary: string } | { shell: null, problem: string }>}
 */
export async function chooseShell({ asked, obstacle, ci, find, fetch, say }) {
  if (asked === 'browser') return { shell: 'browser' };
  const wanted = asked === 'electron';
  const giveUp = (why) => {
    if (wanted) return { shell: null, problem: `Electron cannot be used here: ${why}.` };
    say(`Electron is not used: ${why}. The desk runs in the browser.`);
    return { shell: 'browser' };
  };
  // Who asks for Electron by name may have a way that is not seen from here: a display server to come, a sandbox of its own.
  if (obstacle !== null && !wanted) return giveUp(obstacle);
  if (find() === null) {
    if (ci && !wanted) return giveUp('its binary is not there, and is not fetched in CI');
    say('fetching Electron (20 s at most) …');
    const problem = await fetch();
    if (problem !== null) return giveUp(problem);
  }
  const binary = find();
  return binary === null ? giveUp('its binary is not there') : { shell: 'electron', binary };
}
