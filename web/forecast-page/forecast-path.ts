// The forecast's address.
export const forecastPath = "/prognos";
