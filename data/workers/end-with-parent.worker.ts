// A thread that ends its process when the one that started it is gone, however busy the process is.
const parent = process.ppid;
const lookAgainMs = 500;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, lookAgainMs);
