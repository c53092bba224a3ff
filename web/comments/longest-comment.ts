// How long a comment or an answer may be: as the contract has it.
export const longestComment = 4000;
