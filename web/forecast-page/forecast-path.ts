// The forecast's addresses.
export const forecastPath = "/prognos";

/** What the address ends in where the capacities are to be open. */
export const capacityHash = "#kapacitet";

/** Where a division's capacities are written. */
export const capacityPath = (planId: string) => `${forecastPath}?forslag=${planId}${capacityHash}`;
