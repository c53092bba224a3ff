// Every kind of trouble an imported file can have: its code, its severity and its sentence in Swedish and English.

export type IssueSeverity = "error" | "warning" | "info";

interface IssueTemplate {
  readonly severity: IssueSeverity;
  readonly sv: string;
  readonly en: string;
}

// Grouped by what the trouble is about, alphabetic within the group. {name} is replaced by the parameter of that name.
// A sentence about a personal identity number, or about what is sensitive, never has a {value}.
export const issueTemplates = {
  // ---- archive: the zip itself
  "archive.damaged": {
    severity: "error",
    sv: "Zip-filen {file} är skadad eller ofullständig och kan inte packas upp. Skicka den på nytt.",
    en: "The zip file {file} is damaged or incomplete and cannot be unpacked. Send it again.",
  },
  "archive.empty": {
    severity: "error",
    sv: "Zip-filen {file} innehåller inga filer.",
    en: "The zip file {file} contains no files.",
  },
  "archive.encrypted": {
    severity: "error",
    sv: "Zip-filen {file} är skyddad med lösenord. Packa den utan lösenord.",
    en: "The zip file {file} is protected by a password. Pack it without one.",
  },
  "archive.nested": {
    severity: "error",
    sv: "Zip-filen {file} innehåller en annan packad fil ({entry}). Packa upp zip-filen och skicka den inre filen för sig.",
    en: "The zip file {file} contains another packed file ({entry}). Unpack the zip file and send the inner file by itself.",
  },
  "archive.too-many-bytes": {
    severity: "error",
    sv: "Zip-filen {file} blir för stor när den packas upp (mer än {limitMb} MB).",
    en: "The zip file {file} becomes too large when unpacked (more than {limitMb} MB).",
  },
  "archive.too-many-entries": {
    severity: "error",
    sv: "Zip-filen {file} innehåller {found} filer. Högst {limit} tas emot.",
    en: "The zip file {file} contains {found} files. At most {limit} are accepted.",
  },
  "archive.unknown-content": {
    severity: "error",
    sv: "Zip-filen {file} innehåller ingen fil som går att läsa in (Shapefile, MapInfo, GeoPackage, GeoJSON, FlatGeobuf, CSV eller JSON).",
    en: "The zip file {file} contains no file that can be imported (Shapefile, MapInfo, GeoPackage, GeoJSON, FlatGeobuf, CSV or JSON).",
  },
  "archive.unsafe-name": {
    severity: "error",
    sv: "Zip-filen {file} innehåller ett filnamn eller en länk som pekar utanför zip-filen. Den läses inte in.",
    en: "The zip file {file} contains a file name or link that points outside the zip file. It is not imported.",
  },
  "archive.unsupported-compression": {
    severity: "error",
    sv: "Zip-filen {file} är packad på ett sätt som inte stöds (metod {method}). Packa om den som vanlig zip.",
    en: "The zip file {file} uses a compression that is not supported (method {method}). Pack it again as an ordinary zip.",
  },

  // ---- area: one area of a division
  "area.code-missing": {
    severity: "error",
    sv: "Rad {row}: området saknar kod i kolumnen {column}.",
    en: "Row {row}: the area has no code in column {column}.",
  },
  "area.duplicate-code": {
    severity: "error",
    sv: "Rad {row}: områdeskoden {area} finns redan på rad {firstRow}.",
    en: "Row {row}: the area code {area} is already used on row {firstRow}.",
  },
  "area.empty-geometry": {
    severity: "error",
    sv: "Rad {row}: området {area} saknar yta.",
    en: "Row {row}: the area {area} has no surface.",
  },
  "area.not-polygon": {
    severity: "error",
    sv: "Rad {row}: området {area} är inte en yta utan {geometryType}.",
    en: "Row {row}: the area {area} is not a polygon but {geometryType}.",
  },
  "area.outside-municipality": {
    severity: "warning",
    sv: "Rad {row}: området {area} ligger utanför kommunen.",
    en: "Row {row}: the area {area} lies outside the municipality.",
  },
  "area.overlap": {
    severity: "warning",
    sv: "Områdena {area} och {otherArea} överlappar varandra med {overlapM2} m².",
    en: "The areas {area} and {otherArea} overlap by {overlapM2} m².",
  },
  "area.self-intersection-repaired": {
    severity: "warning",
    sv: "Rad {row}: gränsen för området {area} korsade sig själv och har rättats. Ytan ändrades med {changeM2} m².",
    en: "Row {row}: the border of the area {area} crossed itself and has been repaired. Its surface changed by {changeM2} m².",
  },

  // ---- arena: schools, pre-schools and other meeting places
  "arena.no-position": {
    severity: "error",
    sv: "Rad {row}: verksamheten saknar koordinater.",
    en: "Row {row}: the arena has no coordinates.",
  },
  "arena.outside-municipality": {
    severity: "warning",
    sv: "Rad {row}: verksamheten ligger utanför kommunen. Kontrollera koordinaterna.",
    en: "Row {row}: the arena lies outside the municipality. Check its coordinates.",
  },
  "arena.shared-position": {
    severity: "warning",
    sv: "Rad {row}: samma koordinater används av {sharedCount} verksamheter. Kontrollera dem.",
    en: "Row {row}: the same coordinates are used by {sharedCount} arenas. Check them.",
  },
  "arena.unknown-kind": {
    severity: "error",
    sv: "Rad {row}: verksamhetstypen i kolumnen {column} är okänd.",
    en: "Row {row}: the kind of arena in column {column} is unknown.",
  },

  // ---- client: client history
  "client.unknown-case-type": {
    severity: "error",
    sv: "Rad {row}: ärendetypen i kolumnen {column} är okänd.",
    en: "Row {row}: the case type in column {column} is unknown.",
  },
  "client.unknown-year": {
    severity: "error",
    sv: "Rad {row}: året i kolumnen {column} kan inte tolkas.",
    en: "Row {row}: the year in column {column} cannot be understood.",
  },

  // ---- count: number of children and other counts per area
  "count.code-repaired": {
    severity: "info",
    sv: "Rad {row}: koden {value} har tolkats som {area}.",
    en: "Row {row}: the code {value} was read as {area}.",
  },
  "count.fraction": {
    severity: "error",
    sv: "Rad {row}: värdet i kolumnen {column} är inte ett heltal.",
    en: "Row {row}: the value in column {column} is not a whole number.",
  },
  "count.negative": {
    severity: "error",
    sv: "Rad {row}: värdet i kolumnen {column} är negativt.",
    en: "Row {row}: the value in column {column} is negative.",
  },
  "count.not-a-number": {
    severity: "error",
    sv: "Rad {row}: värdet i kolumnen {column} är inte ett tal.",
    en: "Row {row}: the value in column {column} is not a number.",
  },
  "count.rest-code": {
    severity: "info",
    sv: "Rad {row}: koden {value} saknar plats på kartan. Antalet räknas som utan område.",
    en: "Row {row}: the code {value} has no place on the map. Its count is kept as without area.",
  },
  "count.suppressed": {
    severity: "info",
    sv: "Rad {row}: värdet i kolumnen {column} är sekretessmarkerat i källan och behandlas som okänt.",
    en: "Row {row}: the value in column {column} is suppressed in the source and is treated as unknown.",
  },
  "count.unknown-age-class": {
    severity: "error",
    sv: "Åldersklassen {value} i kolumnen {column} kan inte tolkas.",
    en: "The age class {value} in column {column} cannot be understood.",
  },
  "count.unknown-area-code": {
    severity: "error",
    sv: "Rad {row}: koden {value} finns inte i områdesindelningen.",
    en: "Row {row}: the code {value} is not part of the division.",
  },

  // ---- crs: coordinate systems
  "crs.ambiguous": {
    severity: "error",
    sv: "{file} säger inte vilket koordinatsystem den har, och koordinaterna passar flera: {candidates}. Välj det rätta.",
    en: "{file} does not say which coordinate system it uses, and the coordinates fit several: {candidates}. Choose the right one.",
  },
  "crs.axes-swapped": {
    severity: "warning",
    sv: "Koordinaterna i {file} står i ordningen nord, öst. De har bytt plats vid inläsningen.",
    en: "The coordinates of {file} are in the order north, east. They were swapped when read.",
  },
  "crs.chosen": {
    severity: "info",
    sv: "Koordinaterna i {file} har lästs som {name} (EPSG:{epsg}), enligt ditt val.",
    en: "The coordinates of {file} were read as {name} (EPSG:{epsg}), as you chose.",
  },
  "crs.contradicted": {
    severity: "warning",
    sv: "{file} säger sig ha koordinatsystemet {name} (EPSG:{epsg}), men koordinaterna passar inte. Uppgiften användes inte.",
    en: "{file} claims the coordinate system {name} (EPSG:{epsg}), but its coordinates do not fit. The claim was not used.",
  },
  "crs.not-chosen-fit": {
    severity: "error",
    sv: "Koordinaterna i {file} hamnar utanför Sverige om de läses som {name} (EPSG:{epsg}). Välj ett annat koordinatsystem.",
    en: "The coordinates of {file} fall outside Sweden when read as {name} (EPSG:{epsg}). Choose another coordinate system.",
  },
  "crs.sniffed": {
    severity: "warning",
    sv: "{file} säger inte vilket koordinatsystem den har. Koordinaternas storlek visar att det är {name} (EPSG:{epsg}).",
    en: "{file} does not say which coordinate system it uses. The size of the coordinates shows that it is {name} (EPSG:{epsg}).",
  },
  "crs.unknown": {
    severity: "error",
    sv: "Koordinatsystemet i {file} går inte att känna igen. Välj det, eller exportera filen i SWEREF 99.",
    en: "The coordinate system of {file} cannot be recognised. Choose it, or export the file in SWEREF 99.",
  },
  "crs.unsupported": {
    severity: "warning",
    sv: "{file} anger ett koordinatsystem som inte stöds ({name}). Uppgiften användes inte.",
    en: "{file} states a coordinate system that is not supported ({name}). It was not used.",
  },

  // ---- file: the file as a whole
  "file.crashed-parser": {
    severity: "error",
    sv: "Filen {file} gick inte att läsa: läsaren stannade. Ingenting har lästs in.",
    en: "The file {file} could not be read: the reader stopped. Nothing was imported.",
  },
  "file.empty": {
    severity: "error",
    sv: "Filen {file} är tom.",
    en: "The file {file} is empty.",
  },
  "file.html": {
    severity: "error",
    sv: "Filen {file} är en webbsida, troligen ett felmeddelande från servern den hämtades från. Hämta den på nytt.",
    en: "The file {file} is a web page, probably an error message from the server it was fetched from. Fetch it again.",
  },
  "file.more-issues": {
    severity: "info",
    sv: "Ytterligare {count} anmärkningar av samma slag som ”{example}” visas inte.",
    en: "Another {count} remarks of the same kind as “{example}” are not shown.",
  },
  "file.old-excel": {
    severity: "error",
    sv: "Filen {file} är i det gamla Excel-formatet (.xls) eller skyddad med lösenord. Spara den som .xlsx utan lösenord.",
    en: "The file {file} is in the old Excel format (.xls) or protected by a password. Save it as .xlsx without a password.",
  },
  "file.out-of-memory": {
    severity: "error",
    sv: "Filen {file} kräver för mycket minne för att läsas in.",
    en: "The file {file} needs too much memory to be imported.",
  },
  "file.personal-identity-number": {
    severity: "error",
    sv: "Filen {file} innehåller något som ser ut som personnummer (rad {row}, kolumn {column}). Ingenting har sparats. Ta bort kolumnen och skicka filen på nytt.",
    en: "The file {file} contains what looks like personal identity numbers (row {row}, column {column}). Nothing was stored. Remove the column and send the file again.",
  },
  "file.personal-identity-number-in-name": {
    severity: "error",
    sv: "Filens namn innehåller något som ser ut som ett personnummer. Ingenting har sparats. Byt namn på filen.",
    en: "The name of the file contains what looks like a personal identity number. Nothing was stored. Rename the file.",
  },
  "file.too-large": {
    severity: "error",
    sv: "Filen {file} är för stor. Högst {limitMb} MB tas emot.",
    en: "The file {file} is too large. At most {limitMb} MB is accepted.",
  },
  "file.too-many-columns": {
    severity: "error",
    sv: "{file} har {found} kolumner. Högst {limit} tas emot.",
    en: "{file} has {found} columns. At most {limit} are accepted.",
  },
  "file.too-many-rows": {
    severity: "error",
    sv: "{file} har fler än {limit} rader.",
    en: "{file} has more than {limit} rows.",
  },
  "file.too-many-vertices": {
    severity: "error",
    sv: "{file} har fler än {limit} brytpunkter. Förenkla gränserna eller dela filen.",
    en: "{file} has more than {limit} vertices. Simplify the borders or split the file.",
  },
  "file.too-slow": {
    severity: "error",
    sv: "Filen {file} tog längre tid än {limitSeconds} sekunder att läsa och avbröts.",
    en: "The file {file} took longer than {limitSeconds} seconds to read and was stopped.",
  },
  "file.unknown-format": {
    severity: "error",
    sv: "Filen {file} har ett format som inte känns igen.",
    en: "The file {file} has a format that is not recognised.",
  },
  "file.unreadable": {
    severity: "error",
    sv: "Filen {file} känns igen som {format} men är skadad eller ofullständig och går inte att läsa.",
    en: "The file {file} is recognised as {format} but is damaged or incomplete and cannot be read.",
  },
  "file.wrong-extension": {
    severity: "warning",
    sv: "Filen {file} innehåller {format}, inte det som filnamnet säger. Den har lästs som {format}.",
    en: "The file {file} contains {format}, not what its name says. It was read as {format}.",
  },

  // ---- geometry: the shape of one feature
  "geometry.collection-reduced": {
    severity: "warning",
    sv: "Rad {row}: geometrin är en samling. Dess ytor har slagits ihop och övriga delar utelämnats.",
    en: "Row {row}: the geometry is a collection. Its polygons were put together and other parts left out.",
  },
  "geometry.curve-straightened": {
    severity: "info",
    sv: "Lagret {layer} i {file} har bågar. De har gjorts om till raka delsträckor.",
    en: "The layer {layer} of {file} has curves. They were turned into straight segments.",
  },
  "geometry.extra-dimension-dropped": {
    severity: "info",
    sv: "Lagret {layer} i {file} har höjd- eller måttvärden. De har utelämnats.",
    en: "The layer {layer} of {file} has height or measure values. They were left out.",
  },
  "geometry.invalid-coordinate": {
    severity: "error",
    sv: "Rad {row}: geometrin har en koordinat som inte är ett tal.",
    en: "Row {row}: the geometry has a coordinate that is not a number.",
  },
  "geometry.malformed": {
    severity: "error",
    sv: "Rad {row}: geometrin är inte uppbyggd som GeoJSON kräver.",
    en: "Row {row}: the geometry is not built as GeoJSON requires.",
  },
  "geometry.missing": {
    severity: "warning",
    sv: "Rad {row}: raden saknar geometri.",
    en: "Row {row}: the row has no geometry.",
  },
  "geometry.outside-sweden": {
    severity: "error",
    sv: "Rad {row}: geometrin hamnar utanför Sverige.",
    en: "Row {row}: the geometry falls outside Sweden.",
  },
  "geometry.ring-closed": {
    severity: "warning",
    sv: "Rad {row}: gränslinjen var inte sluten och har slutits.",
    en: "Row {row}: the border line was not closed and has been closed.",
  },

  // ---- json: JSON files of every kind
  "json.damaged": {
    severity: "error",
    sv: "Filen {file} är inte giltig JSON. Den kan vara avkortad.",
    en: "The file {file} is not valid JSON. It may have been cut off.",
  },
  "json.too-deep": {
    severity: "error",
    sv: "Filen {file} är nästlad i fler än {limit} nivåer och läses inte.",
    en: "The file {file} is nested more than {limit} levels deep and is not read.",
  },
  "json.unexpected-shape": {
    severity: "error",
    sv: "Filen {file} är JSON men följer inte {format}: {member} saknas eller har fel form.",
    en: "The file {file} is JSON but does not follow {format}: {member} is missing or has the wrong shape.",
  },
  "json.unknown-kind": {
    severity: "error",
    sv: "Filen {file} är JSON men varken GeoJSON, PxWeb-svar eller JSON-stat.",
    en: "The file {file} is JSON but neither GeoJSON, a PxWeb answer nor JSON-stat.",
  },

  // ---- layer: one layer of a geographic file
  "layer.empty": {
    severity: "error",
    sv: "Lagret {layer} i {file} har inga objekt.",
    en: "The layer {layer} of {file} has no features.",
  },
  "layer.empty-skipped": {
    severity: "info",
    sv: "Lagret {layer} i {file} har inga objekt och har hoppats över.",
    en: "The layer {layer} of {file} has no features and was skipped.",
  },
  "layer.incomplete": {
    severity: "error",
    sv: "Lagret {layer} i {file} säger sig ha {claimed} objekt men {found} gick att läsa. Filen är skadad.",
    en: "The layer {layer} of {file} claims {claimed} features but {found} could be read. The file is damaged.",
  },
  "layer.no-geometry": {
    severity: "info",
    sv: "Tabellen {layer} i {file} saknar geometri och har inte lästs in.",
    en: "The table {layer} of {file} has no geometry and was not read.",
  },
  "layer.none": {
    severity: "error",
    sv: "{file} innehåller inget lager med geometri.",
    en: "{file} contains no layer with geometry.",
  },

  // ---- mapinfo: MapInfo TAB and MIF/MID
  "mapinfo.part-missing": {
    severity: "error",
    sv: "Filen {part} saknas bland MapInfo-filerna i {file}.",
    en: "The file {part} is missing among the MapInfo files of {file}.",
  },

  // ---- shapefile: the parts of a Shapefile
  "shapefile.dbf-missing": {
    severity: "error",
    sv: "Shapefilen {layer} i {file} saknar .dbf-filen med attribut. Skicka alla delar (.shp, .shx, .dbf, .prj).",
    en: "The Shapefile {layer} of {file} lacks its .dbf file with attributes. Send all parts (.shp, .shx, .dbf, .prj).",
  },
  "shapefile.encoding-guessed": {
    severity: "warning",
    sv: "Shapefilen {layer} i {file} säger inte vilken teckenkodning den har. Den har lästs som {encoding}. Kontrollera å, ä och ö.",
    en: "The Shapefile {layer} of {file} does not say which character encoding it uses. It was read as {encoding}. Check å, ä and ö.",
  },
  "shapefile.encoding-wrong": {
    severity: "warning",
    sv: "Shapefilen {layer} i {file} säger sig ha teckenkodningen {claimed} men har det inte. Den har lästs som {encoding}.",
    en: "The Shapefile {layer} of {file} claims the character encoding {claimed} but does not have it. It was read as {encoding}.",
  },
  "shapefile.prj-missing": {
    severity: "warning",
    sv: "Shapefilen {layer} i {file} saknar .prj-filen med koordinatsystem.",
    en: "The Shapefile {layer} of {file} lacks its .prj file with the coordinate system.",
  },
  "shapefile.shp-missing": {
    severity: "error",
    sv: "Shapefilen {layer} i {file} saknar .shp-filen med geometri. Skicka alla delar (.shp, .shx, .dbf, .prj).",
    en: "The Shapefile {layer} of {file} lacks its .shp file with geometry. Send all parts (.shp, .shx, .dbf, .prj).",
  },
  "shapefile.shx-missing": {
    severity: "warning",
    sv: "Shapefilen {layer} i {file} saknar .shx-filen. Den har byggts upp på nytt ur .shp-filen.",
    en: "The Shapefile {layer} of {file} lacks its .shx file. It was rebuilt from the .shp file.",
  },

  // ---- table: CSV, spreadsheets and statistical tables
  "table.date-as-heading": {
    severity: "warning",
    sv: "Rubriken på rad {row} i kolumn {column} är ett datum. Excel kan ha gjort om en åldersklass som 5-9 eller 10-14.",
    en: "The heading on row {row} of column {column} is a date. Excel may have changed an age class such as 5-9 or 10-14.",
  },
  "table.duplicate-column": {
    severity: "warning",
    sv: "Rubriken {column} finns flera gånger i {file}. De senare har fått en siffra efter sig.",
    en: "The heading {column} occurs several times in {file}. The later ones were given a number.",
  },
  "table.no-heading": {
    severity: "warning",
    sv: "{file} saknar rubrikrad. Kolumnerna har fått namnen Kolumn 1, Kolumn 2 och så vidare.",
    en: "{file} has no heading row. The columns were named Kolumn 1, Kolumn 2 and so on.",
  },
  "table.no-rows": {
    severity: "error",
    sv: "{file} innehåller inga rader med uppgifter.",
    en: "{file} contains no rows of data.",
  },
  "table.ragged-row": {
    severity: "warning",
    sv: "Rad {row} har {found} celler där rubrikerna är {expected}. Överskjutande celler har behållits utan rubrik, saknade är tomma.",
    en: "Row {row} has {found} cells where there are {expected} headings. Extra cells are kept without a heading, missing ones are empty.",
  },
  "table.unclosed-quote": {
    severity: "error",
    sv: "{file} har ett citattecken som aldrig avslutas, med början nära rad {row}.",
    en: "{file} has a quotation mark that is never closed, beginning near row {row}.",
  },
  "table.wrong-encoding": {
    severity: "warning",
    sv: "{file} verkar ha kodats två gånger: å, ä och ö syns som Ã¥, Ã¤ och Ã¶. Exportera den på nytt.",
    en: "{file} seems to have been encoded twice: å, ä and ö show as Ã¥, Ã¤ and Ã¶. Export it again.",
  },
} as const satisfies Record<string, IssueTemplate>;

export type IssueCode = keyof typeof issueTemplates;

/** One trouble found in a file: what, where, how bad, and a sentence a planner understands. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: IssueSeverity;
  /** 1-based row of the file as a person sees it, heading rows included; for features, 1 is the first feature. */
  readonly row?: number;
  readonly column?: string;
  /** The offending text; never given for personal identity numbers. */
  readonly value?: string;
  readonly area?: string;
  readonly file?: string;
  readonly message: { readonly sv: string; readonly en: string };
}

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

interface IssuePlace {
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly area?: string;
  readonly file?: string;
}

/** What the sentences of a code need, checked by the compiler, besides the place, which every issue may state. */
export type IssueParameters<Code extends IssueCode> = {
  readonly [Name in Placeholder<(typeof issueTemplates)[Code]["sv"]>]: Name extends "row" ? number : string | number;
} & IssuePlace;

const numberFormats = {
  sv: new Intl.NumberFormat("sv-SE", { useGrouping: "min2", maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en-GB", { useGrouping: "min2", maximumFractionDigits: 1 }),
};

const longestText = 250;

function fill(template: string, parameters: Readonly<Record<string, unknown>>, language: "sv" | "en"): string {
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const parameter = parameters[name];
    if (typeof parameter === "number") return numberFormats[language].format(parameter);
    const text = String(parameter);
    return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  });
}

/**
 * An issue with its sentences filled in. The parameters are those its sentences name, and the place
 * (row, column, value, area, file) when known. Texts longer than 250 characters are cut in the sentence.
 */
export function issue<Code extends IssueCode>(code: Code, parameters: IssueParameters<Code>): Issue {
  const { severity, sv, en }: IssueTemplate = issueTemplates[code];
  const { row, column, value, area, file }: IssuePlace = parameters;
  return {
    code,
    severity,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
    ...(area === undefined ? {} : { area }),
    ...(file === undefined ? {} : { file }),
    message: { sv: fill(sv, parameters, "sv"), en: fill(en, parameters, "en") },
  };
}
