// The limits every uploaded file is held to, in one place, each with the reason for its size.

/** What an uploaded file may cost. Tests lower single limits; the service uses `uploadLimits`. */
export interface UploadLimits {
  /** Bytes of the file as it was sent. A GeoPackage of 6,000 areas is about 15 MB. */
  readonly compressedBytes: number;
  /** Bytes of all entries of a zip together, counted while they are really inflated, whatever the headers claim. */
  readonly inflatedBytes: number;
  /** Entries in a zip, folders included. A Shapefile has three to eight. */
  readonly archiveEntries: number;
  /** How deep objects and arrays may nest in a JSON file; measured before JSON.parse. GeoJSON needs about ten. */
  readonly jsonDepth: number;
  /** Rows of a table (one sheet) or features of one layer. */
  readonly rows: number;
  /** Columns of a table or attributes of a layer. */
  readonly columns: number;
  /** Cells of one sheet, empty ones included: a spreadsheet may claim 16,384 × 1,048,576 of them in a few bytes. */
  readonly cells: number;
  /** Coordinate pairs of one layer. */
  readonly vertices: number;
  /** Milliseconds a process may spend on one file before it is ended. */
  readonly parseTimeMs: number;
  /** Megabytes of JavaScript heap in the process that reads. GDAL's own memory is capped at 2 GB by its WebAssembly build. */
  readonly processMemoryMb: number;
  /** Files parsed at the same time; the next ones wait their turn. */
  readonly concurrentFiles: number;
}

/** The limits of the service. */
export const uploadLimits: UploadLimits = {
  compressedBytes: 50 * 1024 * 1024,
  inflatedBytes: 500 * 1024 * 1024,
  archiveEntries: 1_000,
  jsonDepth: 100,
  rows: 1_000_000,
  columns: 2_000,
  cells: 20_000_000,
  vertices: 5_000_000,
  parseTimeMs: 60_000,
  processMemoryMb: 2_048,
  concurrentFiles: 2,
};
