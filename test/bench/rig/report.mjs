/** One figure beside its target; a miss is printed, never hidden. */
export function report(name, value, target, unit) {
  const verdict = value <= target ? 'reached' : 'MISSED';
  console.log(`${name.padEnd(52)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(3)} target ≤ ${target} ${verdict}`);
}
