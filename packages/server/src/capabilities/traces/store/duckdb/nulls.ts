import duckdb from '@duckdb/node-bindings';

/** Which rows of a vector have no value, as DuckDB keeps it: a bit for each row that has one. */
export class Nulls {
  #bits = new Uint8Array(duckdb.vector_size() / 8);
  #isAny = false;

  begin(): void {
    this.#isAny = false;
  }

  /** Gives what may stand in place of the value. */
  at(row: number): 0 {
    if (!this.#isAny) this.#bits.fill(0xff);
    this.#isAny = true;
    const byte = row >>> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) & ~(1 << (row & 7));
    return 0;
  }

  put(vector: duckdb.Vector, rows: number): void {
    if (!this.#isAny) return;
    duckdb.vector_ensure_validity_writable(vector);
    // in whole words of 64 rows
    duckdb.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, Math.ceil(rows / 64) * 8);
  }
}
