/**
 * Solves A x = b for a symmetric, positive (semi)definite A (row-major, `size` × `size`) by Gaussian elimination
 * without pivoting, which is stable for such matrices (Golub & Van Loan, Matrix Computations, section 4.2).
 * A direction without information (pivot below 1e-12 of the largest diagonal) gets 0. Overwrites both arguments.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, size: number): Float64Array {
  let largest = 0;
  for (let row = 0; row < size; row += 1) largest = Math.max(largest, a[row * size + row]!);
  const least = largest * 1e-12;
  for (let column = 0; column < size; column += 1) {
    const pivot = a[column * size + column]!;
    if (!(pivot > least)) continue;
    for (let row = column + 1; row < size; row += 1) {
      const factor = a[row * size + column]! / pivot;
      if (factor === 0) continue;
      for (let k = column; k < size; k += 1) a[row * size + k]! -= factor * a[column * size + k]!;
      b[row]! -= factor * b[column]!;
    }
  }
  const x = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    const pivot = a[row * size + row]!;
    if (!(pivot > least)) continue;
    let rest = b[row]!;
    for (let k = row + 1; k < size; k += 1) rest -= a[row * size + k]! * x[k]!;
    x[row] = rest / pivot;
  }
  return x;
}
