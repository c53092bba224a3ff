// "Färglägg efter": what colours the map; counts are exact for planners and protected for others.
import { useTranslation } from "react-i18next";
import { SelectField } from "../components/field.tsx";
import { useSignedIn } from "../state/session.tsx";
import { type ColourChoice, type Colouring, measureName } from "./colouring.ts";

export function ColourChoiceField({
  label,
  colouring,
  onChoose,
}: {
  label: string;
  colouring: Pick<Colouring, "measures" | "indicators" | "choice">;
  onChoose: (choice: ColourChoice) => void;
}) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const { measures, indicators, choice } = colouring;
  const group = (kind: "population" | "clients") => measures.filter((measure) => measure.kind === kind);
  return (
    <SelectField
      label={label}
      value={choice}
      onChange={(event) => onChoose(event.target.value)}
      help={planner ? undefined : t("colour.protected")}
    >
      <option value="team">{t("colour.team")}</option>
      {(["population", "clients"] as const).map(
        (kind) =>
          group(kind).length > 0 && (
            <optgroup key={kind} label={t(`colour.${kind}`)}>
              {group(kind).map((measure) => (
                <option key={measure.key} value={`measure:${measure.key}`}>
                  {measureName(measure)}
                </option>
              ))}
            </optgroup>
          ),
      )}
      {indicators.length > 0 && (
        <optgroup label={t("colour.indicators")}>
          {indicators.map((indicator) => (
            <option key={indicator.key} value={`indicator:${indicator.key}`}>
              {indicator.name}
            </option>
          ))}
        </optgroup>
      )}
    </SelectField>
  );
}
