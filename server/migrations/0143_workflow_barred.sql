-- People who have a part in what is asked, besides the applicant: they do not decide it.
alter table workflow.approval add column barred uuid[] not null default '{}';
