// The command line loads the asked command and nothing of the others, and every command is in its registry.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findCommand, helpText, usageText } from "../../../api/cli/commands.ts";
import { makeFolder } from "../../support/databases.ts";
import { repositoryRoot } from "../../support/service-process.ts";

const tellWhatIsLoaded = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) { process.stderr.write("loaded " + url + "\\n"); return next(url, context); } });
`)}`;

function runTellingWhatIsLoaded(words: readonly string[]) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", tellWhatIsLoaded, join(repositoryRoot, "api/cli.ts"), ...words],
    { encoding: "utf8", env: { ...process.env, LANG: "sv_SE.UTF-8" } },
  );
  return { status, stderr, loaded: [...stderr.matchAll(/^loaded (.*)$/gm)].map((match) => match[1]!) };
}

describe("the command line", () => {
  it("answers a bad file without loading the database, the service or any other command", () => {
    const file = join(makeFolder("cli"), "bad.json");
    writeFileSync(file, "{");
    const { status, stderr, loaded } = runTellingWhatIsLoaded(["district", file]);
    expect(status).toBe(2);
    expect(stderr).toContain("inte giltig JSON");
    expect(loaded.filter((url) => url.endsWith(".command.ts"))).toHaveLength(1);
    expect(
      loaded.filter((url) => /\/api\/(db\/(?!errors)|service|app)|pglite|node_modules\/(pg|express|gdal3)/.test(url)),
    ).toEqual([]);
  });

  it("has a registry line for every command's file", () => {
    const registry = readFileSync(join(repositoryRoot, "api/cli/commands.ts"), "utf8");
    const files = globSync("api/**/*.command.ts", { cwd: repositoryRoot });
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(registry).toContain(file.replace(/^.*\//, "/"));
  });

  it("tells one command's words when they were wrong, and all commands when none was meant", async () => {
    const migrate = (await findCommand("migrate"))!;
    expect(await helpText("sv")).toContain(usageText(migrate, "sv"));
    expect(await findCommand("constructor")).toBeUndefined();
    const wrong = runTellingWhatIsLoaded(["migrate", "--force"]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain(usageText(migrate, "sv"));
    expect(wrong.stderr).not.toContain("divide --municipality");
    expect(runTellingWhatIsLoaded(["constructor"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Okänt"),
    });
  });
});
