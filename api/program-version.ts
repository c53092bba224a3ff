// The program's version as its documents and its API description tell it.
export const programVersion = "0.1.0";
