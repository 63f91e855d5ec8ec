/// The version of the file that this ivrsim writes.
pub const NEWEST: u32 = STEPS.len() as u32;

/// "IVRS": tells our files from those of others, in a place that `SQLite` has for it.
pub(super) const APPLICATION: u32 = 0x4956_5253;

/// From version n to n + 1, starting with an empty file.
pub(super) const STEPS: [&str; 4] = [
    // 1: who there is, what they were asked, what they answered, what they remember.
    // Instants are milliseconds since 1970 UTC, lengths of time are milliseconds.
    "
    CREATE TABLE learner (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE card (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        line TEXT,
        fact TEXT NOT NULL, -- what was right when it was last asked, of anybody
        name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE memory (
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        card INTEGER NOT NULL REFERENCES card,
        state TEXT NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        due INTEGER NOT NULL,
        last INTEGER NOT NULL,
        reps INTEGER NOT NULL,
        lapses INTEGER NOT NULL,
        fact TEXT NOT NULL, -- what was right when this learner was last asked
        PRIMARY KEY (learner, card)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE answer (
        id INTEGER PRIMARY KEY,
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        card INTEGER NOT NULL REFERENCES card,
        at INTEGER NOT NULL,
        judged TEXT NOT NULL,
        hints INTEGER NOT NULL,
        took INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX answer_of_learner ON answer (learner, at);
    ",
    // 2: exams and assignments; and sums of answers beside memories, so that a report need not read the answers.
    "
    CREATE TABLE exam (
        id INTEGER PRIMARY KEY,
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        at INTEGER NOT NULL,
        seed INTEGER NOT NULL, -- 64 bits, as they lie
        questions INTEGER NOT NULL,
        points INTEGER NOT NULL,
        pass_mark INTEGER NOT NULL,
        took INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX exam_of_learner ON exam (learner, at);
    CREATE TABLE assignment (
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        line TEXT NOT NULL,
        last_day TEXT NOT NULL, -- as 2023-09-01
        PRIMARY KEY (learner, line)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE memory ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE memory ADD COLUMN learned INTEGER;
    ALTER TABLE memory ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE memory ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
    UPDATE memory SET
        first = sums.first,
        missed = sums.missed,
        spent = sums.spent,
        -- The day on which it was learned was not kept: the last answer is the latest that it can be.
        learned = CASE WHEN state = 'learning' THEN NULL ELSE last END
    FROM (
        SELECT learner, card, min(at) AS first, sum(judged <> 'right') AS missed, sum(took) AS spent
        FROM answer GROUP BY learner, card
    ) AS sums
    WHERE sums.learner = memory.learner AND sums.card = memory.card;
    ",
    // 3: who was shown around; and how much time was spent when, and on an answer.
    "
    ALTER TABLE learner ADD COLUMN toured INTEGER NOT NULL DEFAULT FALSE;
    UPDATE learner SET toured = TRUE WHERE id IN (SELECT learner FROM answer);
    CREATE TABLE spell (
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        quarter INTEGER NOT NULL, -- quarters of an hour since 1970 UTC: every day of every zone is made of whole ones
        answers INTEGER NOT NULL,
        spent INTEGER NOT NULL,
        PRIMARY KEY (learner, quarter)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO spell SELECT learner, at / 900000, count(*), sum(took) FROM answer GROUP BY 1, 2;
    CREATE TABLE pace (
        learner INTEGER NOT NULL REFERENCES learner ON DELETE CASCADE,
        seconds INTEGER NOT NULL, -- that an answer took, rounded down
        answers INTEGER NOT NULL,
        PRIMARY KEY (learner, seconds)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO pace SELECT learner, took / 1000, count(*) FROM answer GROUP BY 1, 2;
    ",
    // 4: hours are known by their instants, in whichever words.
    HOURS_WITHOUT_WORDS,
];

/// Before version 4, the fact of hours had the words for them as well, and differed with these: an export of that time has
/// such facts still.
pub(super) const HOURS_WITHOUT_WORDS: &str = "
    UPDATE memory SET fact = 'hours ' || substr(fact, -9, 8)
    WHERE fact GLOB '* [[]????????]' AND card IN (SELECT id FROM card WHERE kind = 'open');
    UPDATE card SET fact = 'hours ' || substr(fact, -9, 8) WHERE fact GLOB '* [[]????????]' AND kind = 'open';
    ";
