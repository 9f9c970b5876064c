-- A vote may move to another option. Which votes counted when it was approved stands beside them: whoever leaves later counted then.
alter table decisions.votes add column counted boolean;
grant update (reason, option, at, counted) on decisions.votes to holdfast_app;
