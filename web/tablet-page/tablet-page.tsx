// A survey on a tablet: locked to one survey by a code, nobody signed in, big buttons, back to the start after each answer.
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SurveyForm, TabletQuestions } from "../../api/contract/surveys.ts";
import { call } from "../api-client.ts";
import { TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { ProblemError } from "../problem-error.ts";
import { useSessionState } from "../state/session.tsx";
import { mayPass } from "../state/trying-again.ts";
import { AskQuestion } from "./ask-question.tsx";
import { watchUntouched } from "./untouched.ts";

/** Kept for this tab alone, so that the tablet can be reloaded without the code. */
const codeKey = "enkat-kod";
/** Drawn once and kept beside the code, which belongs to the first tab that opens it. */
const deviceKey = "enkat-platta";
/** The thanks stay so long, then the next person finds the start. */
const thanksMs = 6_000;

function givenCode(): string {
  const fromAddress = decodeURIComponent(location.hash.slice(1));
  if (fromAddress === "") return sessionStorage.getItem(codeKey) ?? "";
  // Not left in the address bar, where whoever holds the tablet could read it.
  history.replaceState(null, "", location.pathname);
  sessionStorage.setItem(codeKey, fromAddress);
  return fromAddress;
}

function ownDevice(): string {
  const kept = sessionStorage.getItem(deviceKey);
  if (kept !== null) return kept;
  const drawn = crypto.randomUUID();
  sessionStorage.setItem(deviceKey, drawn);
  return drawn;
}

export function TabletPage() {
  const { t } = useTranslation();
  const { session, signOut } = useSessionState();
  const [code, setCode] = useState(givenCode);
  const [survey, setSurvey] = useState<TabletQuestions | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    document.title = `${t("tablet.title")} – Områdeslinjen`;
  }, [t]);
  const isSignedIn = session?.signedIn === true;
  useEffect(() => {
    // A tablet answers as nobody: the code waits until whoever opened it here has been signed out.
    if (code === "" || isSignedIn) return;
    let isCurrent = true;
    void call("post /api/tablet/questions", { body: { code, device: ownDevice() } }).then((outcome) => {
      if (!isCurrent) return;
      if (outcome.ok) setSurvey(outcome.value);
      else {
        setError(new ProblemError(outcome.problem));
        sessionStorage.removeItem(codeKey);
        setCode("");
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [code, isSignedIn]);
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("code")).trim();
    sessionStorage.setItem(codeKey, given);
    setError(null);
    setCode(given);
  };
  return (
    <main className="tablet">
      {isSignedIn ? (
        <div className="tablet-card stack">
          <h1>{t("tablet.signedInTitle")}</h1>
          <p>{t("tablet.signedIn")}</p>
          <div>
            <button type="button" className="button button-primary" onClick={signOut}>
              {t("shell.signOut")}
            </button>
          </div>
        </div>
      ) : survey ? (
        <Answering key={code} survey={survey} code={code} />
      ) : code !== "" ? (
        <Loading />
      ) : (
        <form className="tablet-card stack" onSubmit={give}>
          <h1>{t("tablet.title")}</h1>
          <ProblemNotice error={error} />
          <TextField label={t("tablet.code")} name="code" required maxLength={40} autoComplete="off" />
          <div>
            <button type="submit" className="button button-primary">
              {t("tablet.open")}
            </button>
          </div>
        </form>
      )}
    </main>
  );
}

/** `unsent`: the service has not answered, and may have counted the form. */
type Place = "start" | "sending" | "unsent" | "thanks" | number;

function Answering({ survey, code }: { survey: TabletQuestions; code: string }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>("start");
  const [form, setForm] = useState<SurveyForm>([]);
  const [sendingId, setSendingId] = useState("");
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (place !== "thanks") return;
    const timer = setTimeout(() => setPlace("start"), thanksMs);
    return () => clearTimeout(timer);
  }, [place]);
  const isAsking = typeof place === "number";
  /** Before the answers are taken away; null while somebody is there. */
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  // The next person must not find what somebody answered who went away half-way.
  useEffect(() => {
    if (!isAsking) return;
    const end = watchUntouched(document, {
      onQuiet: setSecondsLeft,
      onTouched: () => setSecondsLeft(null),
      onGone: () => {
        setSecondsLeft(null);
        setForm([]);
        setPlace("start");
      },
    });
    return () => {
      end();
      setSecondsLeft(null);
    };
  }, [isAsking]);
  const start = () => {
    setForm([]);
    setSendingId(crypto.randomUUID());
    setError(null);
    setPlace(0);
  };
  const send = async (answered: SurveyForm) => {
    setPlace("sending");
    const outcome = await call("post /api/tablet/answers", {
      body: { code, device: ownDevice(), sendingId, form: answered },
    });
    if (outcome.ok) {
      setForm([]);
      setPlace("thanks");
    } else {
      const refusal = new ProblemError(outcome.problem);
      setError(refusal);
      setPlace(mayPass(refusal) ? "unsent" : "start");
    }
  };
  /** Of a question that one came back to the earlier answer is taken away, also when it is passed over now. */
  const answer = (asked: number, given: SurveyForm[number] | null) => {
    const others = form.filter(({ questionId }) => questionId !== survey.questions[asked]!.id);
    const answered = given ? [...others, given] : others;
    setForm(answered);
    if (asked + 1 < survey.questions.length) setPlace(asked + 1);
    else if (answered.length > 0) void send(answered);
    else setPlace("start");
  };
  if (place === "sending") return <Loading />;
  if (place === "thanks") {
    return (
      <div className="tablet-card stack" role="status">
        <h1>{t("tablet.thanks")}</h1>
        <p>{t("tablet.thanksText")}</p>
      </div>
    );
  }
  if (place === "unsent") {
    return (
      <div className="tablet-card stack">
        <h1>{t("tablet.unsentTitle")}</h1>
        <ProblemNotice error={error} />
        <p>{t("tablet.unsent")}</p>
        <button type="button" className="button button-primary tablet-go" onClick={() => void send(form)}>
          {t("tablet.sendAgain")}
        </button>
        <div>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              setForm([]);
              setError(null);
              setPlace("start");
            }}
          >
            {t("tablet.discard")}
          </button>
        </div>
      </div>
    );
  }
  if (place === "start") {
    return (
      <div className="tablet-card stack">
        <h1>{survey.name}</h1>
        <ProblemNotice error={error} />
        {survey.introduction !== "" && <p>{survey.introduction}</p>}
        <p>{t("tablet.anonymous")}</p>
        <button type="button" className="button button-primary tablet-go" onClick={start}>
          {t("tablet.begin")}
        </button>
      </div>
    );
  }
  return (
    <>
      <StillThere secondsLeft={secondsLeft} />
      <AskQuestion
        key={survey.questions[place]!.id}
        question={survey.questions[place]!}
        steps={survey.steps}
        place={place}
        count={survey.questions.length}
        given={form.find(({ questionId }) => questionId === survey.questions[place]!.id) ?? null}
        onAnswer={(given) => answer(place, given)}
        onBack={place === 0 ? null : () => setPlace(place - 1)}
        onStop={() => setPlace("start")}
      />
    </>
  );
}

/** The question is read aloud once; the seconds are seen, and told to whoever asks for them. Any press is the answer. */
function StillThere({ secondsLeft }: { secondsLeft: number | null }) {
  const { t } = useTranslation();
  const isQuiet = secondsLeft !== null;
  return (
    <div className={isQuiet ? "tablet-quiet notice notice-warning" : undefined}>
      <p role="alert">{isQuiet && t("tablet.stillThere")}</p>
      {isQuiet && (
        <>
          <p className="tablet-seconds" role="timer">
            {t("tablet.secondsLeft", { count: secondsLeft })}
          </p>
          <button type="button" className="button button-primary">
            {t("tablet.hereStill")}
          </button>
        </>
      )}
    </div>
  );
}
