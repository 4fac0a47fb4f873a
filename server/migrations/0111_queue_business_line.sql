-- Corporate business keeps the branch's corporate hours (BR-12).
alter table queue.service_type
  add column line text not null default 'personal' check (line in ('personal', 'corporate'));
update queue.service_type set line = 'corporate' where code = 'corporate';
