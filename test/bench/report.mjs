/** @param {number[]} values @param {number} part 0.5 for the median */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export const median = (values) => quantile(values, 0.5);

/** Prints rows of one shape, numbers to the right. @param {Record<string, string | number>[]} rows */
export function printTable(rows) {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) =>
    Math.max(name.length, ...rows.map((row) => String(row[name]).length)),
  );
  const line = (cells, isText) =>
    cells
      .map((cell, index) =>
        isText(cell, index)
          ? String(cell).padEnd(widths[index])
          : String(cell).padStart(widths[index]),
      )
      .join('  ')
      .trimEnd();
  const isTextColumn = names.map((name) => rows.some((row) => /[^\d.,x ]/.test(String(row[name]))));
  console.log(`\n${line(names, (_cell, index) => isTextColumn[index])}`);
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows)
    console.log(
      line(
        names.map((name) => row[name]),
        (_cell, index) => isTextColumn[index],
      ),
    );
}

/** Whether a target is met, said in a line; a target that is missed fails the run. */
export function judge(what, value, isMet, target) {
  console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${value} (target ${target})`);
  if (!isMet) process.exitCode = 1;
}
