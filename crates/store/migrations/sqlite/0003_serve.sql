-- What the server tells the store besides events.

-- Parts of deliveries that were not understood and are counted already; kept as long as the platform
-- may send them again.
create table heard (
  key blob primary key,
  at integer not null
) strict, without rowid;
create index heard_at on heard (at);

-- Business numbers of the configuration, and whether deletions by their customers are told.
create table business_number (
  key blob primary key,
  observability integer not null
) strict, without rowid;
