// The questions before a plan is changed: name and description, the day it is adopted from, publishing, ending, a branch.
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanConflict } from "../../api/contract/plan-life.ts";
import type { AcceptedFaults, PlanChange, PlanSummary } from "../../api/contract/plans.ts";
import { problemOf } from "../api-client.ts";
import { Dialog } from "../components/dialog.tsx";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { useChangePlan, useMakePlan } from "../state/plan-life.ts";
import { usePlans } from "../state/queries.ts";
import { successionOf } from "./plan-succession.ts";
import { changedByOthers, isUntouched, renamingOf } from "./renaming.ts";

/** The buttons of a dialog: what it is about, and leaving it as it is. */
function DialogButtons({ submit, isBusy, onClose }: { submit: string; isBusy: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <button type="submit" className="button button-primary" disabled={isBusy}>
        {submit}
      </button>
      <button type="button" className="button button-quiet" onClick={onClose}>
        {t("common.cancel")}
      </button>
    </div>
  );
}

/**
 * A dialog whose answer changes the plan. Where somebody else was first it tells who and what the plan is called now, and
 * the same answer can be given once more.
 */
function ChangeDialog({
  plan,
  title,
  submit,
  submitAnyway = submit,
  keepsRecord = false,
  changeOf,
  tellConflict,
  onClose,
  children,
}: {
  plan: PlanSummary;
  title: string;
  submit: string;
  /** Where the plan is found not to be whole, or to break its rules. */
  submitAnyway?: string;
  /** Whether the decision record is stored with the change, which takes seconds. */
  keepsRecord?: boolean;
  /** An answer that changes nothing is not sent. */
  changeOf: (form: FormData) => PlanChange;
  /** What more there is to tell where somebody else was first. */
  tellConflict?: (conflict: PlanConflict) => ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const change = useChangePlan(plan.id);
  const problem = change.error ? problemOf(change.error) : undefined;
  const conflict = problem?.conflict;
  const isNotWhole = problem?.code === "plan.falls-apart";
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const version = conflict?.version ?? plan.version;
    const wanted = changeOf(new FormData(event.currentTarget));
    if (Object.keys(wanted).length === 0) return onClose();
    change.mutate(
      { version, change: isNotWhole ? { ...wanted, acceptsFaults: true } : wanted },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        {children}
        {isNotWhole && (
          <div className="notice notice-warning" role="alert">
            <p>{inLanguage(problem.detail)}</p>
            <ul>
              {problem.violations.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        {conflict ? (
          <div className="notice notice-warning" role="alert">
            <p>
              {t("planLife.changedMeanwhile", {
                who: conflict.changedBy ?? t("planLife.somebody"),
                name: conflict.name,
                status: t(`plan.status.${conflict.status}`),
              })}
            </p>
            {tellConflict?.(conflict)}
          </div>
        ) : (
          !isNotWhole && <ProblemNotice error={change.error} />
        )}
        {keepsRecord && (
          <p className="small soft" role="status">
            {t(change.isPending ? "planLife.keepingRecord" : "planLife.keepsRecord")}
          </p>
        )}
        <DialogButtons
          submit={conflict ? t("planLife.sendAnyway") : isNotWhole ? submitAnyway : submit}
          isBusy={change.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

interface PlanDialogProps {
  readonly plan: PlanSummary;
  readonly onClose: () => void;
}

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

export function RenameDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  // Names that come while one types are somebody else's, and are not saved over without being told.
  const [opened] = useState(plan);
  return (
    <ChangeDialog
      plan={isUntouched(opened, plan) ? plan : opened}
      title={t("planLife.rename")}
      submit={t("planLife.save")}
      changeOf={(form) => renamingOf(opened, { name: textOf(form, "name"), description: textOf(form, "description") })}
      tellConflict={(theirs) =>
        changedByOthers(opened, theirs).map((field) => (
          <p key={field} className="plan-description">
            {theirs[field] === ""
              ? t("planLife.descriptionEmptied")
              : t(`planLife.theirs.${field}`, { text: theirs[field] })}
          </p>
        ))
      }
      onClose={onClose}
    >
      <TextField label={t("planLife.name")} name="name" defaultValue={opened.name} required maxLength={120} />
      <div className="field">
        <label htmlFor={id}>{t("planLife.description")}</label>
        <textarea
          id={id}
          name="description"
          className="input"
          rows={5}
          maxLength={4000}
          defaultValue={opened.description}
          aria-describedby={`${id}-help`}
        />
        <span className="field-help" id={`${id}-help`}>
          {t("planLife.descriptionHelp")}
        </span>
      </div>
    </ChangeDialog>
  );
}

export function ProposeDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  return (
    <ChangeDialog
      plan={plan}
      title={t("planLife.proposeTitle", { name: plan.name })}
      submit={t("planLife.propose")}
      submitAnyway={t("planLife.proposeAnyway")}
      keepsRecord
      changeOf={() => ({ status: "proposed" })}
      onClose={onClose}
    >
      <p>{t("planLife.proposeHelp")}</p>
    </ChangeDialog>
  );
}

/** Today in the person's own time zone, as a date field has it. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function AdoptDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  const [day, setDay] = useState(plan.adoptedFrom ?? today());
  const { ends, neverBegins } = successionOf(usePlans().data ?? [], plan, day || today());
  const isMove = plan.status === "adopted";
  return (
    <ChangeDialog
      plan={plan}
      title={t(isMove ? "planLife.moveDayTitle" : "planLife.adoptTitle", { name: plan.name })}
      submit={t(isMove ? "planLife.moveDay" : "planLife.adopt")}
      submitAnyway={t("planLife.adoptAnyway")}
      keepsRecord
      changeOf={(form) => ({ ...(isMove ? {} : { status: "adopted" }), adoptedFrom: textOf(form, "adoptedFrom") })}
      onClose={onClose}
    >
      <p>{ends ? t("planLife.adoptReplaces", { name: ends.name }) : t("planLife.adoptHelp")}</p>
      {!isMove && plan.acceptedFaults && <AcceptedFaultsNotice faults={plan.acceptedFaults} />}
      {neverBegins.map(({ id, name, adoptedFrom }) => (
        <p key={id}>{t("planLife.adoptPreempts", { name, day: adoptedFrom })}</p>
      ))}
      <TextField
        label={t("planLife.adoptedFrom")}
        help={t("planLife.adoptedFromHelp")}
        type="date"
        name="adoptedFrom"
        required
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </ChangeDialog>
  );
}

/** What is not whole in the plan or breaks its rules, and was put forward all the same. */
function AcceptedFaultsNotice({ faults: { apart, unassignedCount, brokenRules, by } }: { faults: AcceptedFaults }) {
  const { t } = useTranslation();
  return (
    <div className="notice notice-warning">
      <p>{t("planLife.adoptFaults")}</p>
      <ul>
        {apart.length > 0 && <li>{t("planLife.faultsApart", { count: apart.length })}</li>}
        {unassignedCount > 0 && <li>{t("planLife.faultsUnassigned", { count: unassignedCount })}</li>}
        {brokenRules.map((rule) => (
          <li key={rule}>{t(`planLife.faultsRule.${rule}`)}</li>
        ))}
      </ul>
      <p className="small">{t("planLife.faultsAcceptedBy", { who: by ?? t("planLife.somebody") })}</p>
    </div>
  );
}

export function EndDialog({ plan, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  return (
    <ChangeDialog
      plan={plan}
      title={t("planLife.endTitle", { name: plan.name })}
      submit={t("planLife.end")}
      changeOf={() => ({ status: "superseded" })}
      onClose={onClose}
    >
      <p>{t(plan.isPresent ? "planLife.endPresentHelp" : "planLife.endComingHelp")}</p>
    </ChangeDialog>
  );
}

/** @param revision the revision to branch from; the newest when null. */
export function BranchDialog({
  plan,
  revision,
  onClose,
  onMade,
}: {
  plan: Pick<PlanSummary, "id" | "name">;
  revision: number | null;
  onClose: () => void;
  onMade: (id: string) => void;
}) {
  const { t } = useTranslation();
  const make = useMakePlan();
  return (
    <Dialog title={t("planLife.branchTitle", { name: plan.name })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const name = textOf(new FormData(event.currentTarget), "name");
          const from = { kind: "plan" as const, planId: plan.id, ...(revision === null ? {} : { revision }) };
          make.mutate({ name, from }, { onSuccess: ({ id }) => onMade(id) });
        }}
      >
        <p>{revision === null ? t("planLife.branchHelp") : t("planLife.branchRevisionHelp", { revision })}</p>
        <TextField
          label={t("plan.draftName")}
          name="name"
          required
          maxLength={120}
          defaultValue={t("plan.copyName", { name: plan.name }).slice(0, 120)}
        />
        <ProblemNotice error={make.error} />
        <DialogButtons submit={t("plan.createDraft")} isBusy={make.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
