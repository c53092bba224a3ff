// The version that is stored with every run; raised when the same problem, seed and steps may give another plan.
export const engineVersion = "0.4.0";
