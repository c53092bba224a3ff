// Every kind of trouble an imported file can have: its code, its severity and its sentence in Swedish and English.

export type IssueSeverity = "error" | "warning" | "info";

interface IssueTemplate {
  readonly severity: IssueSeverity;
  readonly sv: string;
  readonly en: string;
}

// Grouped by what the trouble is about, alphabetic within the group. {name} is replaced by the parameter of that name, and
// {name?rad|rader} by its first word where that parameter is 1, else by the second.
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
  "area.division-changed": {
    severity: "error",
    sv: "Det finns redan en områdesindelning {name} (kortnamn {key}) med annat innehåll. En områdesindelning ändras aldrig i efterhand: ge den nya utgåvan ett eget namn.",
    en: "There is already a division {name} (key {key}) with other contents. A division is never edited in place: give the new edition a name of its own.",
  },
  "area.division-unchanged": {
    severity: "info",
    sv: "Områdesindelningen {name} finns redan med samma innehåll. Ingenting ändras.",
    en: "The division {name} is already there with the same contents. Nothing changes.",
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
  "area.finer-left-out": {
    severity: "warning",
    sv: "{count} {count?område|områden} på lägre nivå än nivå {level} har utelämnats.",
    en: "{count} {count?area|areas} on a deeper level than level {level} {count?was|were} left out.",
  },
  "area.island": {
    severity: "info",
    sv: "Området {area} har ingen granne. Länka det för hand om det ska höra ihop med ett annat.",
    en: "The area {area} has no neighbour. Link it by hand if it belongs with another.",
  },
  "area.level-not-in-file": {
    severity: "error",
    sv: "Filen har inga områden på nivå {level}. Den har nivåerna {found}.",
    en: "The file has no areas on level {level}. It has the levels {found}.",
  },
  "area.levels-mixed": {
    severity: "warning",
    sv: "Filen blandar nivåerna {found}. Nivå {level} har använts, som är den lägsta som täcker hela ytan eller den du har valt. Högre nivåer ger bara namn.",
    en: "The file mixes the levels {found}. Level {level} was used: the deepest that covers the whole surface, or the one you chose. Higher levels only give names.",
  },
  "area.none": {
    severity: "error",
    sv: "{file} innehåller inga områden som kan läsas in.",
    en: "{file} contains no areas that can be imported.",
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
  "area.parts-merged": {
    severity: "info",
    sv: "{count} {count?rad|rader} har slagits ihop med en tidigare rad med samma områdeskod.",
    en: "{count} {count?row was|rows were} merged with an earlier row of the same area code.",
  },
  "area.repair-loses-surface": {
    severity: "error",
    sv: "Rad {row}: gränsen för området {area} korsar sig själv så att {lossM2} m² går förlorade när den rättas. Rätta den i kartverktyget.",
    en: "Row {row}: the border of the area {area} crosses itself so that repair would lose {lossM2} m². Correct it in the map tool.",
  },
  "area.self-intersection-repaired": {
    severity: "warning",
    sv: "Rad {row}: gränsen för området {area} korsade sig själv och har rättats. Ytan ändrades med {changeM2} m².",
    en: "Row {row}: the border of the area {area} crossed itself and has been repaired. Its surface changed by {changeM2} m².",
  },
  "area.separate-part": {
    severity: "info",
    sv: "Området {area} ligger i en del av kommunen som saknar grannskap med resten. Länka den för hand vid behov.",
    en: "The area {area} lies in a part of the municipality that has no neighbour in the rest. Link it by hand if needed.",
  },
  "area.tiny": {
    severity: "warning",
    sv: "Rad {row}: området {area} är bara {areaM2} m² stort.",
    en: "Row {row}: the area {area} is only {areaM2} m² large.",
  },
  "area.tolerance-out-of-range": {
    severity: "error",
    sv: "Toleransen mellan gränser ska vara 0 till {limitM} meter.",
    en: "The tolerance between borders must be 0 to {limitM} metres.",
  },

  // ---- arena: schools, pre-schools and other meeting places
  "arena.contact-is-person": {
    severity: "warning",
    sv: "Rad {row}: kolumnen {column} ser ut att innehålla ett personnamn eller en e-postadress. Den har inte sparats; ange en roll, till exempel rektor.",
    en: "Row {row}: column {column} seems to hold a person's name or e-mail address. It was not stored; give a role, such as head teacher.",
  },
  "arena.duplicate-id": {
    severity: "error",
    sv: "Rad {row}: verksamheten har samma id eller namn som den på rad {firstRow}.",
    en: "Row {row}: the arena has the same id or name as that on row {firstRow}.",
  },
  "arena.elsewhere": {
    severity: "info",
    sv: "{count} {count?rad|rader} gäller andra kommuner och har utelämnats.",
    en: "{count} {count?row is|rows are} about other municipalities and {count?was|were} left out.",
  },
  "arena.no-position": {
    severity: "warning",
    sv: "Rad {row}: verksamheten saknar koordinater. Den finns i listor men ritas inte på kartan.",
    en: "Row {row}: the arena has no coordinates. It is listed but not drawn on the map.",
  },
  "arena.none": {
    severity: "error",
    sv: "{file} innehåller inga verksamheter i kommunen.",
    en: "{file} contains no arenas in the municipality.",
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
  "arena.unknown-priority": {
    severity: "error",
    sv: "Rad {row}: kolumnen {column} ska vara ja eller nej.",
    en: "Row {row}: column {column} must be yes or no.",
  },

  // ---- background: the plain background map
  "background.none": {
    severity: "error",
    sv: "{file} innehåller inget som kan ritas som bakgrund.",
    en: "{file} contains nothing that can be drawn as background.",
  },
  "background.not-drawable": {
    severity: "warning",
    sv: "Rad {row}: objektet är varken linje eller yta och har utelämnats.",
    en: "Row {row}: the feature is neither a line nor a polygon and was left out.",
  },
  "background.unknown-kind": {
    severity: "error",
    sv: "Rad {row}: kolumnen {column} ska vara hav, sjö, älv, väg eller kommun.",
    en: "Row {row}: column {column} must be sea, lake, river, road or outline.",
  },

  // ---- case: one row per case; nothing of a row is quoted
  "case.all-outside": {
    severity: "error",
    sv: "Alla koordinater i {file} ligger utanför områdena. Kontrollera koordinatsystemet.",
    en: "All coordinates of {file} lie outside the areas. Check the coordinate system.",
  },
  "case.counted": {
    severity: "info",
    sv: "{count} {count?rad|rader} har räknats ihop till antal per område, år och ärendetyp. Själva {count?raden|raderna} har inte sparats.",
    en: "{count} {count?row was|rows were} counted per area, year and case type. The {count?row itself was|rows themselves were} not stored.",
  },
  "case.no-place-column": {
    severity: "error",
    sv: "{file} har varken en kolumn med områdeskod eller koordinater.",
    en: "{file} has neither a column with area codes nor coordinates.",
  },
  "case.outside-areas": {
    severity: "warning",
    sv: "Ärenden utanför alla områden: {count}. De räknas som utan område.",
    en: "Cases outside all areas: {count}. They are counted as without area.",
  },
  "case.unknown-area-code": {
    severity: "error",
    sv: "Rad {row}: områdeskoden i kolumnen {column} finns inte i områdesindelningen.",
    en: "Row {row}: the area code in column {column} is not part of the division.",
  },
  "case.without-place": {
    severity: "warning",
    sv: "Ärenden utan områdeskod och koordinat: {count}. De räknas som utan område.",
    en: "Cases with neither area code nor position: {count}. They are counted as without area.",
  },

  // ---- catchment: areas of schools and pre-schools
  "catchment.arena-missing": {
    severity: "error",
    sv: "Rad {row}: kolumnen {column} är tom.",
    en: "Row {row}: column {column} is empty.",
  },
  "catchment.arena-name-shared": {
    severity: "error",
    sv: "Rad {row}: flera verksamheter heter {value} (kolumnen {column}). Ange id i stället.",
    en: "Row {row}: several arenas are called {value} (column {column}). Give the id instead.",
  },
  "catchment.unknown-arena": {
    severity: "error",
    sv: "Rad {row}: verksamheten {value} i kolumnen {column} finns inte. Läs in skolor och förskolor först.",
    en: "Row {row}: the arena {value} in column {column} does not exist. Import schools and pre-schools first.",
  },

  // ---- client: client history
  "client.absent-is-zero": {
    severity: "info",
    sv: "Områden utan rader i filen: {count}. De räknas som utan klienter dessa år.",
    en: "Areas without rows in the file: {count}. They count as without clients in these years.",
  },
  "client.case-type-heading-refused": {
    severity: "error",
    sv: "Rubriken till kolumn nummer {number} i {file} {reason} och kan inte vara en ärendetyp. Ändra rubriken.",
    en: "The heading of column number {number} of {file} {reason} and cannot be a case type. Change the heading.",
  },
  "client.case-type-refused": {
    severity: "error",
    sv: "Rad {row}: texten i kolumnen {column} {reason} och kan inte vara en ärendetyp. Ange bara ärendetypen, eller välj en annan kolumn.",
    en: "Row {row}: the text in column {column} {reason} and cannot be a case type. Give the case type only, or choose another column.",
  },
  "client.case-types-named": {
    severity: "info",
    sv: "Ärendetyper i filen: {types}. Kontrollera att ingen av dem pekar ut en person.",
    en: "Case types of the file: {types}. Check that none of them points out a person.",
  },
  "client.too-many-case-types": {
    severity: "error",
    sv: "{file} har för många ärendetyper ({found}, högst {limit} tas emot): kolumnen ser ut att innehålla fritext.",
    en: "{file} has too many case types ({found}, at most {limit} are accepted): the column seems to hold free text.",
  },
  "client.totals-left-out": {
    severity: "info",
    sv: "{count} {count?summerat värde|summerade värden} (totalt) har utelämnats, eftersom filen också har värden per ärendetyp.",
    en: "{count} {count?total was|totals were} left out, since the file also has values per case type.",
  },
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

  // ---- code: area codes and how they match the division
  "code.ambiguous": {
    severity: "error",
    sv: "Rad {row}: koden {value} i kolumnen {column} har tappat inledande nollor och kan vara {candidates}.",
    en: "Row {row}: the code {value} in column {column} has lost leading zeros and may be {candidates}.",
  },
  "code.areas-without-rows": {
    severity: "warning",
    sv: "Områden utan rader i filen: {count} ({examples}).",
    en: "Areas without rows in the file: {count} ({examples}).",
  },
  "code.elsewhere": {
    severity: "info",
    sv: "Koder för andra kommuner i kolumnen {column}: {count} ({examples}). De har utelämnats.",
    en: "Codes of other municipalities in column {column}: {count} ({examples}). They were left out.",
  },
  "code.finer-level": {
    severity: "error",
    sv: "Rad {row}: koden {value} i kolumnen {column} är på en lägre nivå än områdena i {division}.",
    en: "Row {row}: the code {value} in column {column} is on a deeper level than the areas of {division}.",
  },
  "code.higher-level-without-areas": {
    severity: "error",
    sv: "Rad {row}: raden för {value} gäller en högre nivå, men filen har inga rader för områdena i den.",
    en: "Row {row}: the row for {value} is on a higher level, but the file has no rows for the areas in it.",
  },
  "code.higher-levels-left-out": {
    severity: "info",
    sv: "Koder för högre nivåer: {count} ({examples}). De har utelämnats, så att ingen räknas två gånger.",
    en: "Codes of higher levels: {count} ({examples}). They were left out, so that nobody is counted twice.",
  },
  "code.made-a-number": {
    severity: "error",
    sv: "Rad {row}: koden {value} i kolumnen {column} har gjorts om till ett tal i Excel. Formatera kolumnen som text och exportera igen. Koden ska finnas i {division}.",
    en: "Row {row}: the code {value} in column {column} was turned into a number by Excel. Format the column as text and export again. The code must be in {division}.",
  },
  "code.missing": {
    severity: "error",
    sv: "Rad {row}: raden har värden men ingen områdeskod i kolumnen {column}.",
    en: "Row {row}: the row has values but no area code in column {column}.",
  },
  "code.none-in-division": {
    severity: "error",
    sv: "Inga koder i kolumnen {column} i {file} finns i {division}. Är rätt kolumn och rätt områdesindelning vald?",
    en: "No codes in column {column} of {file} are in {division}. Are the right column and division chosen?",
  },
  "code.only-higher-level": {
    severity: "error",
    sv: "Rad {row}: koderna i filen, till exempel {value}, är på en högre nivå än områdena i {division}.",
    en: "Row {row}: the codes of the file, for example {value}, are on a higher level than the areas of {division}.",
  },
  "code.other-kind": {
    severity: "error",
    sv: "Rad {row}: koden {value} i kolumnen {column} hör till ett annat slags områden än {division}.",
    en: "Row {row}: the code {value} in column {column} belongs to another kind of areas than {division}.",
  },
  "code.other-vintage": {
    severity: "error",
    sv: "Rad {row}: koden {value} i kolumnen {column} hör till en annan årgång av DeSO än {division}. Området har delats eller slagits ihop mellan DeSO 2018 och DeSO 2025.",
    en: "Row {row}: the code {value} in column {column} belongs to another vintage of DeSO than {division}. The area was split or merged between DeSO 2018 and DeSO 2025.",
  },
  "code.repaired-apostrophe": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} hade apostrof eller citattecken. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} had an apostrophe or quotation mark. {from} was read as {to}.",
  },
  "code.repaired-decimal-zero": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} hade en decimal. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} had a decimal. {from} was read as {to}.",
  },
  "code.repaired-edition-suffix": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} hade SCB:s årgång som tillägg. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} carried SCB's vintage. {from} was read as {to}.",
  },
  "code.repaired-leading-zeros": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} hade tappat inledande nollor. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} had lost leading zeros. {from} was read as {to}.",
  },
  "code.repaired-letter-case": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} hade liten bokstav. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} had a lower-case letter. {from} was read as {to}.",
  },
  "code.repaired-municipality-prefix": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} skrivs med eller utan kommunkod. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} {count?is|are} written with or without the municipality code. {from} was read as {to}.",
  },
  "code.repaired-name-after-code": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} följdes av ett namn. {from} har lästs som {to}.",
    en: "{count} {count?code|codes} in column {column} {count?was|were} followed by a name. {from} was read as {to}.",
  },
  "code.repaired-sensitive": {
    severity: "info",
    sv: "{count} {count?kod|koder} i kolumnen {column} har skrivits om till områdesindelningens form.",
    en: "{count} {count?code|codes} in column {column} {count?was|were} rewritten to the division's form.",
  },
  "code.rest": {
    severity: "info",
    sv: "Restkoder utan plats på kartan: {codes}. Antalen räknas som utan område och ingår i alla summor.",
    en: "Rest codes without a place on the map: {codes}. Their counts are kept as without area and are in every total.",
  },
  "code.rest-total": {
    severity: "info",
    sv: "Koder som är summor av längre koder i filen: {codes}. De har utelämnats, så att ingen räknas två gånger.",
    en: "Codes that are totals of longer codes in the file: {codes}. They were left out, so that nobody is counted twice.",
  },
  "code.totals-left-out": {
    severity: "info",
    sv: "{count} {count?rad|rader} i kolumnen {column} är {count?summa|summor} för kommun, län eller riket. {count?Den|De} används bara för att kontrollera summan.",
    en: "{count} {count?row|rows} in column {column} {count?is a total|are totals} for municipality, county or country. {count?It is|They are} used only to check the sum.",
  },
  "code.unknown-without-count": {
    severity: "info",
    sv: "Rad {row}: koden {value} i kolumnen {column} finns inte i områdesindelningen, men raden har inga antal.",
    en: "Row {row}: the code {value} in column {column} is not part of the division, but the row has no counts.",
  },

  // ---- count: number of children and other counts per area
  "count.age-class-is-date": {
    severity: "error",
    sv: "Åldersklassen {value} i kolumnen {column} har gjorts om till ett datum i Excel (till exempel 5-9 till 05-sep). Formatera cellerna som text och exportera igen.",
    en: "The age class {value} in column {column} was turned into a date by Excel (for example 5-9 to 05-Sep). Format the cells as text and export again.",
  },
  "count.code-repaired": {
    severity: "info",
    sv: "Rad {row}: koden {value} har tolkats som {area}.",
    en: "Row {row}: the code {value} was read as {area}.",
  },
  "count.duplicate": {
    severity: "error",
    sv: "Rad {row}: värdet för {area} i kolumnen {column} finns redan på rad {firstRow} med ett annat värde.",
    en: "Row {row}: the value for {area} in column {column} is already given on row {firstRow} with another value.",
  },
  "count.duplicate-same": {
    severity: "info",
    sv: "{count} {count?värde|värden} står två gånger med samma innehåll och har räknats en gång.",
    en: "{count} {count?value occurs|values occur} twice with the same contents and {count?was|were} counted once.",
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
  "count.replaced": {
    severity: "info",
    sv: "Tidigare inlästa värden för {periods} har ersatts ({count} {count?rad|rader}).",
    en: "Earlier values for {periods} were replaced ({count} {count?row|rows}).",
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
  "count.too-large": {
    severity: "error",
    sv: "Rad {row}: värdet i kolumnen {column} är orimligt stort.",
    en: "Row {row}: the value in column {column} is unreasonably large.",
  },
  "count.total-differs": {
    severity: "info",
    sv: "{count} {count?summa|summor} i filen skiljer sig från delarna med högst {largest}. Det är SCB:s skydd av små tal; ingenting har ändrats.",
    en: "{count} {count?total of the file differs from its|totals of the file differ from their} parts by at most {largest}. That is SCB's protection of small counts; nothing was changed.",
  },
  "count.total-far-off": {
    severity: "warning",
    sv: "{count} {count?summa|summor} i filen skiljer sig från delarna, som mest med {largest}. Kontrollera att alla områden och klasser är med.",
    en: "{count} {count?total of the file differs from its|totals of the file differ from their} parts, at most by {largest}. Check that all areas and classes are there.",
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
  "count.unknown-values": {
    severity: "info",
    sv: "Okända värden (till exempel .., -, <5 eller tomt): {count}. De behandlas som okända, inte som noll.",
    en: "Unknown values (such as .., -, <5 or empty): {count}. They are treated as unknown, not as zero.",
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
  "crs.choice-unknown": {
    severity: "error",
    sv: "EPSG:{epsg} är inget koordinatsystem som stöds.",
    en: "EPSG:{epsg} is not a supported coordinate system.",
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

  // ---- date: dates and years
  "date.ambiguous": {
    severity: "error",
    sv: "Rad {row}: datumet i kolumnen {column} kan läsas på två sätt. Skriv det som 2025-12-31.",
    en: "Row {row}: the date in column {column} can be read in two ways. Write it as 2025-12-31.",
  },
  "date.conflict": {
    severity: "error",
    sv: "Rad {row}: kolumnen {column} har datumet {fileDate}, men du har valt {chosenDate}.",
    en: "Row {row}: column {column} has the date {fileDate}, but you chose {chosenDate}.",
  },
  "date.guessed": {
    severity: "warning",
    sv: "{file} säger inte vilket datum eller år siffrorna avser. {date} har antagits. Kontrollera det.",
    en: "{file} does not say which date or year the numbers refer to. {date} was assumed. Check it.",
  },
  "date.missing": {
    severity: "error",
    sv: "{file} säger inte vilket datum eller år siffrorna avser. Ange det.",
    en: "{file} does not say which date or year the numbers refer to. Give it.",
  },
  "date.setting-unreadable": {
    severity: "error",
    sv: "Det angivna datumet kan inte tolkas. Skriv det som 2025-12-31.",
    en: "The date given cannot be understood. Write it as 2025-12-31.",
  },
  "date.unreadable": {
    severity: "error",
    sv: "Rad {row}: cellen i kolumnen {column} är varken ett datum eller ett år.",
    en: "Row {row}: the cell in column {column} is neither a date nor a year.",
  },

  // ---- division: the division a file belongs to
  "division.missing": {
    severity: "error",
    sv: "Välj vilken områdesindelning filen hör till.",
    en: "Choose which division the file belongs to.",
  },
  "division.unknown": {
    severity: "error",
    sv: "Områdesindelningen finns inte.",
    en: "The division does not exist.",
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
    sv: "Ytterligare {count} {count?anmärkning|anmärkningar} av samma slag som ”{example}” visas inte.",
    en: "Another {count} {count?remark|remarks} of the same kind as “{example}” {count?is|are} not shown.",
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

  // ---- flow: monthly flow of cases
  "flow.days-out-of-range": {
    severity: "error",
    sv: "Rad {row}: dagarna i kolumnen {column} ska vara 0 till {limit}.",
    en: "Row {row}: the days in column {column} must be 0 to {limit}.",
  },
  "flow.duplicate": {
    severity: "error",
    sv: "Rad {row}: månad, team och ärendetyp finns redan på rad {firstRow}.",
    en: "Row {row}: month, team and case type are already on row {firstRow}.",
  },
  "flow.more-investigated": {
    severity: "warning",
    sv: "Rad {row}: fler gick till utredning än som kom in. Det kan vara rätt om de kom in en tidigare månad.",
    en: "Row {row}: more went on to investigation than were received. That may be right if they came in an earlier month.",
  },
  "flow.no-numbers": {
    severity: "error",
    sv: "{file} har ingen kolumn med inkomna, till utredning, öppna ärenden eller dagar.",
    en: "{file} has no column with received, investigated, open cases or days.",
  },
  "flow.none": {
    severity: "error",
    sv: "{file} innehåller inga månader att läsa in.",
    en: "{file} contains no months to load.",
  },
  "flow.unknown-month": {
    severity: "error",
    sv: "Rad {row}: månaden i kolumnen {column} kan inte tolkas. Skriv till exempel 2025-03.",
    en: "Row {row}: the month in column {column} cannot be understood. Write for example 2025-03.",
  },
  "flow.unknown-team": {
    severity: "error",
    sv: "Rad {row}: teamet i kolumnen {column} finns inte.",
    en: "Row {row}: the team in column {column} does not exist.",
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

  // ---- import: the import as a whole
  "import.failed": {
    severity: "error",
    sv: "Inläsningen avbröts av ett fel i programmet. Ingenting har lästs in.",
    en: "The import was stopped by a fault of the program. Nothing was imported.",
  },
  "import.more-of-same": {
    severity: "info",
    sv: "Ytterligare {count} {count?anmärkning|anmärkningar} av samma slag ({kind}) visas inte.",
    en: "{count} more {count?remark|remarks} of the same kind ({kind}) {count?is|are} not shown.",
  },

  // ---- indicator: described statistics
  "indicator.about-clients": {
    severity: "error",
    sv: "Indikatorn {indicator} räknar att döma av namnet kommunens egna kontakter med människor (klienter, anmälningar, ärenden, insatser). Indikatorer visas oskyddade för chefer och team, så den läses aldrig in. Läs in antalen som Klienter i stället, så skyddas de.",
    en: "By its name the indicator {indicator} counts the municipality's own contacts with people (clients, reports, cases, interventions). Indicators are shown unprotected to managers and teams, so it is never imported. Import the counts as Clients instead, so that they are protected.",
  },
  "indicator.base-reckoned": {
    severity: "info",
    sv: "{indicator}: programmet räknar själv hur många andelen gäller, ur folkmängden. Det filen säger om osäkerhet ({count} {count?värde|värden}) används inte.",
    en: "{indicator}: the program itself reckons how many the share is of, from the inhabitants. What the file says of uncertainty ({count} {count?value|values}) is not used.",
  },
  "indicator.certainty-read": {
    severity: "info",
    sv: "{indicator}: {count} {count?värde|värden} läses in med bas, medelfel eller intervall. De får intervall i områdesprofilen. Vilar ett värde på färre än 50 personer visas det inte för chefer och team; är de som andelen räknar, eller de övriga, färre än sex visas den ur avrundade antal.",
    en: "{indicator}: {count} {count?value is|values are} imported with base, standard error or interval. They have intervals in the area profile. A value that rests on fewer than 50 people is not shown to managers and teams; where those whom the share counts, or the others, are fewer than six it is shown from rounded numbers.",
  },
  "indicator.certainty-says-nothing": {
    severity: "warning",
    sv: "{count} {count?värde har|värden har} medelfel 0 eller ett intervall utan bredd. Det säger inget om osäkerheten, så {count?det|de} läses in utan.",
    en: "{count} {count?value has|values have} a standard error of 0 or an interval without width. That says nothing of the uncertainty, so {count?it is|they are} imported without.",
  },
  "indicator.certainty-unpaired": {
    severity: "warning",
    sv: "Kolumnen {column} säger hur säkra värden är, men det framgår inte för vilken indikator. Den läses inte. Låt rubriken innehålla indikatorns rubrik, till exempel Trygghet bas.",
    en: "Column {column} says how certain values are, but not of which indicator. It is not read. Let its heading contain the indicator's heading, for example Safety base.",
  },
  "indicator.declared-published": {
    severity: "info",
    sv: "Programmet känner inte indikatorn {indicator}. Den läses in som publicerad statistik på ditt eller en tidigare planerares ord, och visas som den är för chefer och team.",
    en: "The program does not know the indicator {indicator}. It is imported as published statistics on your word or an earlier planner's, and shown as it is to managers and teams.",
  },
  "indicator.interval-outside": {
    severity: "error",
    sv: "Rad {row}: intervallet ska ha både en nedre och en övre gräns, med värdet mellan dem.",
    en: "Row {row}: the interval must have both a lower and an upper limit, with the value between them.",
  },
  "indicator.name-missing": {
    severity: "error",
    sv: "Rad {row}: variabelns namn saknas i kolumnen {column}.",
    en: "Row {row}: the variable's name is missing in column {column}.",
  },
  "indicator.negative-error": {
    severity: "error",
    sv: "Rad {row}: medelfelet eller felmarginalen i kolumnen {column} är mindre än noll.",
    en: "Row {row}: the standard error or margin of error in column {column} is below zero.",
  },
  "indicator.not-known": {
    severity: "error",
    sv: "Programmet känner inte indikatorn {indicator}. Indikatorer visas oskyddade för chefer och team. Är den publicerad statistik som inte bygger på kommunens egna kontakter med människor, så svara det under Uppgifter om filen (på kommandoraden --set published=yes); svaret sparas med ditt namn. Räknar den klienter: läs in antalen som Klienter, så skyddas de.",
    en: "The program does not know the indicator {indicator}. Indicators are shown unprotected to managers and teams. If it is published statistics that do not rest on the municipality's own contacts with people, answer so under About the file (on the command line --set published=yes); the answer is kept with your name. If it counts clients: import the counts as Clients, so that they are protected.",
  },
  "indicator.share-out-of-range": {
    severity: "error",
    sv: "Rad {row}: värdet i kolumnen {column} är inte mellan 0 och 100, men {indicator} är en andel.",
    en: "Row {row}: the value in column {column} is not between 0 and 100, but {indicator} is a share.",
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
  "layer.not-found": {
    severity: "error",
    sv: "Filen har inget lager eller blad som heter {layer}.",
    en: "The file has no layer or sheet called {layer}.",
  },

  // ---- link: neighbours added or cut by hand
  "link.duplicate": {
    severity: "error",
    sv: "Rad {row}: samma två områden finns redan på rad {firstRow}.",
    en: "Row {row}: the same two areas are already on row {firstRow}.",
  },
  "link.reason-missing": {
    severity: "error",
    sv: "Rad {row}: skäl saknas i kolumnen {column} (2 till 500 tecken).",
    en: "Row {row}: a reason is missing in column {column} (2 to 500 characters).",
  },
  "link.to-itself": {
    severity: "error",
    sv: "Rad {row}: området {area} kan inte vara granne med sig självt.",
    en: "Row {row}: the area {area} cannot be its own neighbour.",
  },
  "link.unknown-action": {
    severity: "error",
    sv: "Rad {row}: cellen i kolumnen {column} ska vara ”lägg till” eller ”bryt”.",
    en: "Row {row}: the cell in column {column} must be “add” or “cut”.",
  },

  // ---- mapinfo: MapInfo TAB and MIF/MID
  "mapinfo.part-missing": {
    severity: "error",
    sv: "Filen {part} saknas bland MapInfo-filerna i {file}.",
    en: "The file {part} is missing among the MapInfo files of {file}.",
  },

  // ---- mapping: which column is what
  "mapping.column-used-twice": {
    severity: "error",
    sv: "Kolumnen {column} i {file} har valts för två uppgifter.",
    en: "Column {column} of {file} was chosen for two things.",
  },
  "mapping.missing-field": {
    severity: "error",
    sv: "Välj vilken kolumn i {file} som är {field}.",
    en: "Choose which column of {file} is {field}.",
  },
  "mapping.too-many-columns": {
    severity: "error",
    sv: "Bara en kolumn i {file} kan vara {field}.",
    en: "Only one column of {file} can be {field}.",
  },
  "mapping.unknown-column": {
    severity: "error",
    sv: "Kolumnen {column} finns inte i {file}.",
    en: "Column {column} is not in {file}.",
  },
  "mapping.unknown-field": {
    severity: "error",
    sv: "Uppgiften {field} finns inte för den här sortens fil ({file}).",
    en: "The field {field} does not exist for this kind of file ({file}).",
  },
  "mapping.unused-columns": {
    severity: "info",
    sv: "Kolumner som inte används: {columns}.",
    en: "Columns that are not used: {columns}.",
  },

  // ---- name: names of areas and arenas
  "name.missing": {
    severity: "error",
    sv: "Rad {row}: namn saknas i kolumnen {column}.",
    en: "Row {row}: the name is missing in column {column}.",
  },
  "name.too-long": {
    severity: "error",
    sv: "Rad {row}: namnet i kolumnen {column} är längre än {limit} tecken.",
    en: "Row {row}: the name in column {column} is longer than {limit} characters.",
  },

  // ---- number: numbers of any kind
  "number.ambiguous-decimal": {
    severity: "error",
    sv: "Rad {row}: talet i kolumnen {column} kan vara ett decimaltal eller ett tusental. Skriv det utan tusentalsavgränsare.",
    en: "Row {row}: the number in column {column} may be a decimal or a thousand. Write it without a thousands separator.",
  },
  "number.mixed-decimals": {
    severity: "error",
    sv: "{file} blandar decimalkomma och decimalpunkt. Använd ett av dem.",
    en: "{file} mixes decimal commas and decimal points. Use one of them.",
  },

  // ---- point: coordinates in columns
  "point.not-a-number": {
    severity: "error",
    sv: "Rad {row}: koordinaten i kolumnen {column} är inte ett tal.",
    en: "Row {row}: the coordinate in column {column} is not a number.",
  },

  // ---- population: people by age and sex
  "population.ages-disagree": {
    severity: "error",
    sv: "Rad {row}: åldersklasserna i radens kolumner har inga åldrar gemensamt.",
    en: "Row {row}: the age classes in the row's columns have no ages in common.",
  },
  "population.finer-kept": {
    severity: "info",
    sv: "{count} {count?åldersklass|åldersklasser} finns redan i finare eller annan indelning och har inte lästs in igen.",
    en: "{count} {count?age class is|age classes are} already there in finer or other classes and {count?was|were} not loaded again.",
  },
  "population.one-sex-only": {
    severity: "warning",
    sv: "Filen har bara {sex}. Antalen är inte hela befolkningen.",
    en: "The file only has {sex}. The counts are not the whole population.",
  },
  "population.overlapping-ages": {
    severity: "error",
    sv: "Åldersklasserna {first} och {second} överlappar, så att samma personer skulle räknas två gånger.",
    en: "The age classes {first} and {second} overlap, so that the same people would be counted twice.",
  },
  "population.subtotals-left-out": {
    severity: "info",
    sv: "Åldersklasserna {classes} är summor av finare klasser och har utelämnats.",
    en: "The age classes {classes} are sums of finer classes and were left out.",
  },
  "population.totals-not-loaded": {
    severity: "info",
    sv: "Kolumnen eller raderna för alla åldrar har utelämnats, eftersom åldersklasserna läses in var för sig.",
    en: "The column or rows for all ages were left out, since the age classes are loaded one by one.",
  },
  "population.unknown-sex": {
    severity: "error",
    sv: "Rad {row}: cellen i kolumnen {column} är inget kön (K, M eller totalt).",
    en: "Row {row}: the cell in column {column} is not a sex (F, M or total).",
  },

  // ---- protection: what others than planners will see of the numbers
  "protection.no-children": {
    severity: "warning",
    sv: "Chefer och team ser inga siffror i den här indelningen förrän befolkning med antal barn har lästs in. Skyddet bygger på den.",
    en: "Managers and teams see no numbers in this division until a population with numbers of children is imported. The protection is built on it.",
  },
  "protection.years-elsewhere": {
    severity: "warning",
    sv: "Klienterna för {years} visas redan för chefer och team i en annan indelning. De visas bara där, annars skulle skillnaden kunna röja enskilda.",
    en: "The clients of {years} are already shown to managers and teams in another division. They are shown only there, or the difference could reveal individuals.",
  },

  // ---- setting: the person's answers
  "setting.missing": {
    severity: "error",
    sv: "Ange: {setting}.",
    en: "Give: {setting}.",
  },
  "setting.not-a-choice": {
    severity: "error",
    sv: "Svaret på ”{setting}” är inte ett av alternativen.",
    en: "The answer to “{setting}” is not one of the choices.",
  },
  "setting.not-a-number": {
    severity: "error",
    sv: "Svaret på ”{setting}” är inte ett tal.",
    en: "The answer to “{setting}” is not a number.",
  },
  "setting.unknown": {
    severity: "error",
    sv: "Inställningen {setting} finns inte för den här sortens fil.",
    en: "The setting {setting} does not exist for this kind of file.",
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

  // ---- staffing: positions of the teams
  "staffing.duplicate-team": {
    severity: "error",
    sv: "Rad {row}: teamet {value} finns redan på rad {firstRow}.",
    en: "Row {row}: the team {value} is already on row {firstRow}.",
  },
  "staffing.no-positions": {
    severity: "error",
    sv: "{file} har ingen kolumn med tjänster.",
    en: "{file} has no column with positions.",
  },
  "staffing.none": {
    severity: "error",
    sv: "{file} innehåller inga team.",
    en: "{file} contains no teams.",
  },
  "staffing.out-of-range": {
    severity: "error",
    sv: "Rad {row}: antalet tjänster i kolumnen {column} ska vara 0 till {limit}.",
    en: "Row {row}: the number of positions in column {column} must be 0 to {limit}.",
  },
  "staffing.unknown-arena": {
    severity: "warning",
    sv: "Rad {row}: hemarenan {value} i kolumnen {column} finns inte och har utelämnats.",
    en: "Row {row}: the home arena {value} in column {column} does not exist and was left out.",
  },
  "staffing.unknown-team": {
    severity: "error",
    sv: "Rad {row}: teamet {value} i kolumnen {column} finns inte.",
    en: "Row {row}: the team {value} in column {column} does not exist.",
  },
  "staffing.unreadable": {
    severity: "error",
    sv: "Rad {row}: tjänsterna i kolumnen {column} ska skrivas som 6+2.",
    en: "Row {row}: the positions in column {column} must be written as 6+2.",
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

  // ---- team: which team an area belongs to
  "team.area-in-two": {
    severity: "error",
    sv: "Rad {row}: området {area} hör redan till ett annat team på rad {firstRow}.",
    en: "Row {row}: the area {area} already belongs to another team on row {firstRow}.",
  },
  "team.areas-unassigned": {
    severity: "warning",
    sv: "Områden utan team i filen: {count}.",
    en: "Areas without a team in the file: {count}.",
  },
  "team.plan-renamed": {
    severity: "info",
    sv: "Det finns redan ett annat förslag med det namnet. Det nya heter {name}.",
    en: "There is already another plan of that name. The new one is called {name}.",
  },
  "team.share-missing": {
    severity: "error",
    sv: "Rad {row}: teamet {team} saknar målandel i kolumnen {column}. Antingen har alla team en, eller inget.",
    en: "Row {row}: team {team} has no target share in column {column}. Either every team has one, or none.",
  },
  "team.share-unreadable": {
    severity: "error",
    sv: "Rad {row}: målandelen i kolumnen {column} ska vara ett tal över 0 och högst 1.",
    en: "Row {row}: the target share in column {column} must be a number above 0 and at most 1.",
  },
  "team.shares-disagree": {
    severity: "error",
    sv: "Rad {row}: teamet {team} har en annan målandel i kolumnen {column} än på rad {firstRow}.",
    en: "Row {row}: team {team} has another target share in column {column} than on row {firstRow}.",
  },
  "team.shares-not-one": {
    severity: "error",
    sv: "Teamens målandelar i kolumnen {column}, från rad {row}, blir tillsammans {sum} i stället för 1.",
    en: "The teams' target shares in column {column}, from row {row}, add up to {sum} instead of 1.",
  },
  "team.targets-from-file": {
    severity: "info",
    sv: "Förslaget {name} har målen som står i filen. Andra villkor (toleranser, lås, grupper) finns inte där: det bedöms med ±1 % tills villkor väljs.",
    en: "The plan {name} has the targets of the file. Other rules (tolerances, locks, groups) are not there: it is judged within ±1% until rules are chosen.",
  },
  "team.targets-kept": {
    severity: "info",
    sv: "Förslaget {name} har samma områden, team och tjänster som filen. Dess mål följer inte tjänsterna; filen har ingen kolumn för dem, och de ändras inte.",
    en: "The plan {name} has the same areas, teams and positions as the file. Its targets do not follow the positions; the file has no column for them, and they do not change.",
  },
  "team.too-many": {
    severity: "error",
    sv: "Kolumnen {column} har {found} olika team. Högst {limit} tas emot. Är rätt kolumn vald?",
    en: "Column {column} has {found} different teams. At most {limit} are accepted. Is the right column chosen?",
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
  ? (Name extends `${infer Counted}?${string}` ? Counted : Name) | Placeholder<Rest>
  : never;

/** A word of the sentence that differs by language, such as the name of a field. */
interface InBothLanguages {
  readonly sv: string;
  readonly en: string;
}

interface IssuePlace {
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly area?: string;
  readonly file?: string;
}

/** What the sentences of a code need, checked by the compiler, besides the place, which every issue may state. */
export type IssueParameters<Code extends IssueCode> = {
  readonly [Name in Placeholder<(typeof issueTemplates)[Code]["sv"]>]: Name extends "row"
    ? number
    : string | number | InBothLanguages;
} & IssuePlace;

const numberFormats = {
  sv: new Intl.NumberFormat("sv-SE", { useGrouping: "min2", maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat("en-GB", { useGrouping: "min2", maximumFractionDigits: 1 }),
};

const longestText = 250;

function fill(template: string, parameters: Readonly<Record<string, unknown>>, language: "sv" | "en"): string {
  return template.replace(
    /\{(\w+)(?:\?([^|}]*)\|([^}]*))?\}/g,
    (_match, name: string, one?: string, several?: string) => {
      const parameter = parameters[name];
      if (one !== undefined && several !== undefined) return parameter === 1 ? one : several;
      if (typeof parameter === "number") return numberFormats[language].format(parameter);
      const text = typeof parameter === "object" ? (parameter as InBothLanguages)[language] : String(parameter);
      return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
    },
  );
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
