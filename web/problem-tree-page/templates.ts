// What a team may start from: problem words from Sundsvall's four area workshops and one worked tree. In Swedish as they were said; to be edited by each team.
// Source: "Barnspåret, Sundsvalls kommun", a presentation by Sundsvall municipality and Mid Sweden University.
import type { TreeEdit } from "../../engine/problem-tree/edits.ts";
import { linkEnds, type NodeKind, type TreeNode } from "../../engine/problem-tree/tree.ts";
import { newLink, newNode } from "./tree-acts.ts";

export const templateSource = "Barnspåret, Sundsvalls kommun och Mittuniversitetet";

interface WorkshopWords {
  readonly neighbourhood: string;
  readonly words: readonly string[];
}

const words = (text: string) => text.split(" · ");

const workshopWords: readonly WorkshopWords[] = [
  {
    neighbourhood: "Bredsand",
    words: words(
      "hög arbetslöshet · låga skolresultat · låg självförsörjning · hög ohälsa · många utlandsfödda (utanför EU) · tystnadskultur · lågt socialt sammanhang · många grupperingar · få föreningar, få är med · låg tilltro till myndigheter · kriminalitet · ej attraktivt område · lite aktiviteter för barn/ungdomar · bristande busstrafik · lågt deltagande på fritidsgården",
    ),
  },
  {
    neighbourhood: "Ljustadalen/Sundsbruk",
    words: words(
      "osynligt/anonymt · motstånd till socialtjänsten · brist på engagemang · kriminalitet · hög frånvaro · skolmisslyckanden · droghandel · rekrytering · psykisk ohälsa (högstadieelever) · få lekparker · dålig måluppfyllelse i åk 6 · dålig bussförbindelse · dålig utemiljö",
    ),
  },
  {
    neighbourhood: "Nacksta",
    words: words(
      "många barn med särskilda behov · avsaknad av KASAM · låg inkomst · otrygghet · hög arbetslöshet · misstro till myndigheter · gängkriminalitet · låg utbildningsnivå · fattigdom · bristande språkkunskaper · våld bland unga · våld i nära relation",
    ),
  },
  {
    neighbourhood: "Skönsberg",
    words: words(
      "kulturella skillnader i barnuppfostran · psykisk ohälsa hos föräldrar · undviker socialtjänst · saknar förtroende för polis · drogförsäljning och droganvändande · misshandel, grovt våld, inbrott · gängkriminalitet · hög arbetslöshet · höga sjukskrivningstal · låg måluppfyllelse i åk 6 · bristande hemmiljö · missbruk · försummelse · låg inkomst · bristande språkkunskaper · bristande integration · utanförskap · få fritidsaktiviteter · lågt föräldramandat · avsaknad av gemenskap · lågt civilkurage · segregation, ojämlikhet",
    ),
  },
];

/** Every word of the four workshops once. */
export const allWorkshopWords: readonly string[] = [...new Set(workshopWords.flatMap((workshop) => workshop.words))];

interface TemplateNode {
  readonly kind: NodeKind;
  readonly text: string;
  readonly fields?: Partial<TreeNode>;
  readonly below?: readonly TemplateNode[];
}

const node = (kind: NodeKind, text: string, ...below: readonly TemplateNode[]): TemplateNode => ({ kind, text, below });

/** The workshop's worked tree. How it is measured was left open there; the answer here is the one from Skönsberg. */
const workedTree = node(
  "problem",
  "rädsla för socialtjänsten",
  node("cause", "bristande språkkunskap, annan kulturell bakgrund"),
  node("cause", "brist på information/kunskap, osynlig socialtjänst"),
  node("cause", "hedersnormer"),
  node("cause", "ohälsa/stress, arbetslöshet, låg utbildning, segregation, låg inkomst, bristande anknytning"),
  node("consequence", "lågt socialt stöd hemifrån, få fritidsaktiviteter"),
  node("consequence", "bristande skolresultat, psykisk ohälsa hos barn"),
  node("consequence", "droger"),
  node("consequence", "kriminalitet, utanförskap, söker ej stöd, lågt stöd hemifrån med skolan"),
  node(
    "goal",
    "familjer kontaktar socialtjänsten när de behöver stöd och hjälp",
    node("activity", "synlig socialtjänst (hur?)"),
    node("activity", "träffa familjerna på föräldracentralen/BVC"),
    node("activity", "läxläsning (varför?)"),
    node("activity", "föräldrautbildning, gränssättning/vägledning (varför, syfte?)"),
    node("activity", "mammagrupper (syfte?)", {
      kind: "follow-up",
      text: "chansen att vända sig till socialtjänsten, före träffarna och nu",
      fields: { measureName: "Svar på en skala 1–5, skillnad före och nu", unit: "steg", qualityKind: "result" },
    }),
    node("activity", "tillgänglig socialtjänst (vad innebär det?)"),
  ),
);

function editsOf(given: TemplateNode, parent: TreeNode | null, order: number): TreeEdit[] {
  const made = { ...newNode(given.kind, given.text, order), ...given.fields };
  return [
    { kind: "node.add", item: made },
    ...(parent ? [newLink(linkEnds(made, parent))] : []),
    ...(given.below ?? []).flatMap((child, place) => editsOf(child, made, place)),
  ];
}

/** What a tree may begin with. */
export const templates = ["empty", "worked", "workshop-0", "workshop-1", "workshop-2", "workshop-3"] as const;
export type Template = (typeof templates)[number];

/** The neighbourhood whose words a template has; null for the others. */
export function neighbourhoodOf(template: Template): string | null {
  return workshopWords[Number(template.split("-")[1])]?.neighbourhood ?? null;
}

/** The edits that a tree of the template begins with; a workshop's words become problems, to be sorted and linked. */
export function templateEdits(template: Template): TreeEdit[] {
  if (template === "worked") return editsOf(workedTree, null, 0);
  const workshop = workshopWords.find(({ neighbourhood }) => neighbourhood === neighbourhoodOf(template));
  return (workshop?.words ?? []).flatMap((text, place) => editsOf(node("problem", text), null, place));
}
