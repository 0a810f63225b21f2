/** The lowest Node that the desk runs on; package.json's `engines` says the same. */
const leastNode = [20, 19];

/** @returns a line that says what is wrong, or null */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = leastNode;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null;
  return `Stoika needs Node ${leastMajor}.${leastMinor} or newer; this is Node ${version}.`;
}
