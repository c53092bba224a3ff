// The fields of a contract's shape and of an answer, as the access table names them: dotted paths, lists passed through.
import { z } from "zod";

interface JsonSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Every field of a shape that holds no further named field. */
export function leavesOfShape(shape: z.ZodType): Set<string> {
  const root = z.toJSONSchema(shape, { io: "output", unrepresentable: "any" }) as JsonSchema;
  const leaves = new Set<string>();
  const walk = (given: JsonSchema, path: string): boolean => {
    const schema = given.$ref ? (root.$defs?.[given.$ref.split("/").at(-1)!] ?? given) : given;
    const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    if (choices.length > 0) return choices.map((choice) => walk(choice, path)).some(Boolean);
    if (typeof schema.items === "object") return walk(schema.items, path);
    if (!schema.properties) return false;
    for (const [name, inner] of Object.entries(schema.properties)) {
      const at = path === "" ? name : `${path}.${name}`;
      if (!walk(inner, at)) leaves.add(at);
    }
    return true;
  };
  walk(root, "");
  return leaves;
}

/** Every field of an answer, down to those that are named as seen whole; null where an object could be has none. */
export function leavesOfValue(value: unknown, whole: readonly string[], path = ""): string[] {
  if (value === null && whole.some((leaf) => leaf.startsWith(`${path}.`))) return [];
  if (whole.includes(path) || typeof value !== "object" || value === null) return path === "" ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOfValue(item, whole, path));
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOfValue(inner, whole, path === "" ? name : `${path}.${name}`),
  );
}
