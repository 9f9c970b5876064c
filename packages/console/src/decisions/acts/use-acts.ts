import type { Decision, DecisionAct } from '@holdfast/protocol/decisions/decision';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { refusalWords } from '../../live/refusal-words.ts';
import { type Submit, useSubmit } from '../../forms/use-submit.ts';
import { doneNews, type News, overtakenNews } from './news.ts';
import { type Wish, wishOf } from './wishes.ts';

/** An act that somebody thinks about, of the decision as they saw it. */
export interface Asked {
  readonly act: DecisionAct;
  readonly seen: Decision;
  /** Other arguments than those that were asked for. */
  readonly edited: Record<string, unknown> | undefined;
}

export interface Acts {
  readonly asked: Asked | undefined;
  readonly ask: (asked: Asked) => void;
  readonly leave: () => void;
  readonly submit: Submit;
  /** Does it at once. */
  readonly act: (seen: Decision, wish: Wish) => void;
  readonly news: News | undefined;
  readonly say: (news: News | undefined) => void;
  /** Whether there are news since something was asked, read when it is of use and not when it was drawn. */
  readonly hasNews: () => boolean;
}

interface ActsOptions {
  readonly me: string | undefined;
  readonly lookAgain: () => Promise<unknown>;
  readonly onDone: (act: DecisionAct) => void;
  /** Shows the decision as an act has left it. */
  readonly show: (decision: Decision) => void;
}

/** What is done with a decision, one act at a time. After each it is looked how it is now, whatever came of it. */
export const useActs = ({ me, lookAgain, onDone, show }: ActsOptions): Acts => {
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [news, setNews] = useState<News | undefined>(undefined);
  const hasNews = useRef(false);
  const say = (next: News | undefined): void => {
    hasNews.current = next !== undefined;
    setNews(next);
  };
  const look = (): void => {
    void lookAgain();
    for (const key of ['decisions', 'decision-steps']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const submit = useSubmit({
    ask: (holdfast, { seen, wish }: { readonly seen: Decision; readonly wish: Wish }) => wish.send(holdfast, seen),
    onAnswer: (acted, { wish }) => {
      show(acted);
      setAsked(undefined);
      say(doneNews(wish.act, acted));
      onDone(wish.act);
      look();
    },
    onRefused: (error, { wish: { written } }) => {
      look();
      const overtaken = overtakenNews(error, me);
      if (overtaken !== undefined) setAsked(undefined);
      if (overtaken !== undefined || asked === undefined)
        say(overtaken === undefined ? { tone: 'bad', words: refusalWords(error) } : { ...overtaken, written });
      return overtaken !== undefined || asked === undefined;
    },
  });
  return {
    asked,
    ask: (next) => {
      say(undefined);
      submit.forget();
      setAsked(next);
    },
    leave: () => setAsked(undefined),
    submit,
    act: (seen, wish) => {
      if (!submit.isRunning) submit.run({ seen, wish });
    },
    news,
    say,
    hasNews: () => hasNews.current,
  };
};

/** What needs no question: it takes nothing from anybody. */
export const atOnce = (act: 'claim' | 'release'): Wish => wishOf(act);
