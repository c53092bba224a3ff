// What planners say of a plan, its teams and areas.
import type { TFunction } from "i18next";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { NewPlanComment, PlanComment } from "../../api/contract/plan-life.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { CommentForm } from "../comments/comment-form.tsx";
import { CommentThreads } from "../comments/comment-threads.tsx";
import { SelectField } from "../components/field.tsx";
import type { AreaGeography } from "../map/topology.ts";
import { usePlanDiscussion } from "../state/comments.ts";
import { useGeography } from "../state/geography.ts";
import { useDivisions } from "../state/queries.ts";
import { type CommentPlace, useTypedText } from "../state/typed-comments.ts";
import { planPath } from "./plan-paths.ts";

/** @param aboutArea code of the area that a new comment is about at first. */
export function PlanComments({ plan, aboutArea }: { plan: Plan; aboutArea: string | null }) {
  const { t } = useTranslation();
  const division = useDivisions().data?.find(({ id }) => id === plan.divisionId) ?? null;
  const { geography } = useGeography(division);
  const discussion = usePlanDiscussion(plan.id);
  const place = { name: plan.name, path: planPath(plan.id, "kommentarer", aboutArea ?? undefined) };
  return (
    <section className="stack plan-comments" aria-label={t("planLife.tab.kommentarer")}>
      {geography && (
        <NewComment key={place.path} plan={plan} geography={geography} aboutArea={aboutArea} place={place} />
      )}
      <CommentThreads
        discussion={discussion}
        place={{ name: plan.name, path: planPath(plan.id, "kommentarer") }}
        noneHelp={t("comments.noneHelp")}
        titleOf={(comment) => subjectOf(t, comment, plan, geography)}
        noteOf={({ revision }) => (revision < plan.revision ? t("comments.atRevision", { revision }) : null)}
      />
    </section>
  );
}

/** What a comment is about, in words. */
function subjectOf(
  t: TFunction,
  { teamId, areaCode }: PlanComment,
  plan: Plan,
  geography: AreaGeography | null,
): string {
  if (areaCode !== null) {
    const name = geography?.properties.find(({ code }) => code === areaCode)?.name ?? "";
    return t("comments.area", { area: name === areaCode ? areaCode : `${areaCode} ${name}`.trim() });
  }
  const team = plan.teams.find((own) => own.teamId === teamId);
  return team ? t("comments.team", { letter: team.letter, team: team.name }) : t("comments.plan");
}

const aboutPart = { kind: "chosen", name: "about" } as const;
const areaPart = { kind: "chosen", name: "area" } as const;

function NewComment({
  plan,
  geography,
  aboutArea,
  place,
}: {
  plan: Plan;
  geography: AreaGeography;
  aboutArea: string | null;
  place: CommentPlace;
}) {
  const { t } = useTranslation();
  const [about, setAbout] = useTypedText(place, aboutPart, aboutArea === null ? "plan" : "area");
  const [area, setArea] = useTypedText(place, areaPart, aboutArea ?? "");
  const areaCode = area.trim().split(" ")[0]!;
  const isKnownArea = geography.properties.some(({ code }) => code === areaCode);
  return (
    <CommentForm
      discussion={usePlanDiscussion(plan.id)}
      place={place}
      about={subjectChosen(about, isKnownArea ? areaCode : null)}
      help={t("comments.help")}
    >
      <div className="two-columns">
        <SelectField label={t("comments.about")} value={about} onChange={(event) => setAbout(event.target.value)}>
          <option value="plan">{t("comments.plan")}</option>
          {plan.teams.map(({ teamId, letter, name }) => (
            <option key={teamId} value={teamId}>
              {t("comments.team", { letter, team: name })}
            </option>
          ))}
          <option value="area">{t("comments.anArea")}</option>
        </SelectField>
        {about === "area" && <AreaField geography={geography} area={area} isKnown={isKnownArea} onChange={setArea} />}
      </div>
    </CommentForm>
  );
}

/** @param about "plan", "area" or a team's id. Null while the area is not one of the division's. */
function subjectChosen(about: string, areaCode: string | null): NewPlanComment["about"] | null {
  if (about === "plan") return { kind: "plan" };
  if (about !== "area") return { kind: "team", teamId: about };
  return areaCode === null ? null : { kind: "area", areaCode };
}

function AreaField({
  geography,
  area,
  isKnown,
  onChange,
}: {
  geography: AreaGeography;
  area: string;
  isKnown: boolean;
  onChange: (area: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t("comments.whichArea")}</label>
      <input
        id={id}
        className="input"
        list={`${id}-areas`}
        value={area}
        required
        autoComplete="off"
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-areas`}>
        {geography.properties.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
      <span className="field-help" id={`${id}-help`}>
        {area === "" || isKnown ? t("comments.areaHelp") : t("comments.noSuchArea")}
      </span>
    </div>
  );
}
