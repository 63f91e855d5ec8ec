use crate::base::Language;
use crate::base::text::filled;

/// Defines a table of sentences. What is said stands in the tables of the languages, the English one first.
macro_rules! sentences {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident,)* }) => {
        $(#[$about])*
        #[derive(Debug)]
        #[allow(clippy::struct_field_names)]
        // A language says all of it, whatever is compiled that asks for it.
        #[cfg_attr(not(feature = "lessons"), allow(dead_code))]
        pub(crate) struct $name {
            $($(#[$doc])* pub(crate) $field: &'static str,)*
        }

        #[cfg(test)]
        impl $name {
            /// All of them by name.
            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field),)*]
            }
        }
    };
}

/// All that a language says in lessons and on cards.
#[derive(Debug)]
pub(crate) struct LessonPhrases {
    pub(super) language: Language,
    /// What time it is, and whether somebody is there.
    pub(crate) moment: MomentPhrases,
    /// Questions, and why what is right is right.
    pub(crate) ask: QuestionPhrases,
    /// What is said of an answer.
    pub(crate) verdict: VerdictPhrases,
    /// Cards: what they are called, what is on their sides, and how they are shown and printed.
    pub(crate) card: CardPhrases,
    /// Lessons and exams.
    #[cfg_attr(not(feature = "learning"), allow(dead_code))]
    pub(crate) study: StudyPhrases,
    /// How people of it say what English says otherwise: their words, without accents, several in a row parted by commas,
    /// and the English ones.
    pub(super) heard: &'static [(&'static str, &'static str)],
    /// How a prompt tells a key before the key itself: "press ".
    pub(crate) presses: &'static [&'static str],
    /// Words before a name that say nothing.
    pub(crate) articles: &'static [&'static str],
    /// Words in a name that tell how it is reached.
    pub(crate) channels: &'static [&'static str],
    /// Cities that the language calls otherwise than the names of zones do.
    pub(super) cities: &'static [(&'static str, &'static str)],
}

impl LessonPhrases {
    /// A sentence with its places filled.
    pub(crate) fn fill(&self, sentence: &str, values: &[(&str, &str)]) -> String {
        filled(self.language, sentence, values)
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// So many, in the words for one and for several.
    pub(crate) fn counted(&self, count: usize, one: &str, many: &str) -> String {
        self.fill(if count == 1 { one } else { many }, &[("count", &count.to_string())])
    }

    /// What is told of something: "Christmas: closed".
    pub(crate) fn label(&self, what: &str, told: &str) -> String {
        self.fill(self.ask.label, &[("what", what), ("told", told)])
    }

    /// What people ask for, which may be a sentence.
    pub(crate) fn quoted(&self, words: &str) -> String {
        self.fill(self.card.quoted, &[("words", words)])
    }

    /// The name of a city.
    pub(crate) fn city<'n>(&self, name: &'n str) -> &'n str {
        self.cities.iter().find(|(english, _)| *english == name).map_or(name, |(_, own)| own)
    }
}

sentences! {
    /// What time it is, and whether somebody is there. Words in braces are places.
    MomentPhrases {
        /// Where a caller is, and what the clock shows there.
        now,
        caller_is,
        in_city,
        /// Whether somebody is there.
        open,
        open_until,
        until,
        closed_opens,
        opens,
        closed,
        and_also,
    }
}

sentences! {
    /// Questions, and why what is right is right. Words in braces are places.
    QuestionPhrases {
        /// What is open, until when, from when.
        yes,
        no,
        is_open,
        is_open_there,
        is_state,
        is_state_by,
        hours_are,
        hours_are_on,
        clocks_differ,
        until_when,
        when_next,
        it_is,
        hours_change,
        open_on,
        hours_on,
        which_hours,
        listed_hours,
        open_on_date,
        keeps_on,
        usual,
        on_clock,
        on_callers_clock,
        about_callers,
        label,
        /// Which option.
        have_dialed,
        have_called,
        which_option,
        what_entered,
        whom_reached,
        option_leads,
        option_of_number,
        leads_there,
        leads_to_team,
        takes_keys,
        listen,
        want_team,
        phone_says_it,
        phone_says,
        /// Which number.
        which_number,
        option_too,
        entry_too,
        or_else,
        reached_at,
        option_of_line,
        number_of_team,
        each_number,
        begins_with,
        number_for,
        line_is_for,
        number_of_line,
        /// Whose number, and what a contact is reached by.
        whose_number,
        whose_fax,
        number_is,
        callers_dial,
        fax_is,
        how_reached,
        by_fax,
        by_email,
        by_post,
        only_way,
        which_phone,
        which_fax,
        which_email,
        which_address,
        addressee,
        addressee_for,
        which_zip,
        address_is,
        who_delivers,
        only_for_these,
        listed_for,
        /// What has changed.
        before_it_was,
        has_changed,
        what_now,
        from_number,
        and_chooses,
        and_presses,
        what_is_correct,
        not_in_service,
        put_through,
        leaves_message,
        call_back_promised,
        fax_answers,
        hears_closed,
        reaches_nobody,
        goes_on,
        somebody,
        them,
        that_number,
        /// A request.
        caller,
        caller_there,
        asks_for,
        asks_about,
        at_this_time,
        at_this_time_each,
        is_reached,
        handles,
        and_hours,
        and_is,
        mind_clocks,
        company_says,
        explained,
    }
}

sentences! {
    /// What is said of an answer. Words in braces are places.
    VerdictPhrases {
        /// What an answer is, and that it is none.
        answer_is,
        letters,
        yes_or_no,
        a_time,
        two_times,
        two_times_or_closed,
        the_key,
        the_keys,
        number_and_option,
        a_number,
        zip_digits,
        a_call,
        a_name,
        words_or_numbers,
        no_number,
        no_call,
        unclear,
        /// What is right of it, and what is not.
        near_number,
        near_name,
        must_be_exact,
        zip_begins,
        other_clock,
        every_clock,
        other_closing,
        other_opening,
        other_day,
        day_is_wrong,
        time_is_wrong,
        more_to_press,
        option_is,
        leads_nowhere,
        option_missing,
        option_is_wrong,
        number_of,
        fax_of,
        not_in_directory,
        put_through_to,
        somebody_else,
        promised,
        call_back,
        ended_elsewhere,
        not_ended,
        team_closed,
        number_closed,
        when_they_open,
        theirs_but_closed,
        how_reached,
        somebody_there,
        make_the_call,
        others_exactly,
        others_open,
    }
}

sentences! {
    /// Cards: what they are called, what is on their sides, and how they are shown and printed. Words in braces are places.
    CardPhrases {
        /// What cards are called.
        who_handles,
        number_of,
        option_for,
        listen_for,
        what_for,
        number_for,
        hours_of,
        who_is_there,
        fax_for,
        email_for,
        address_for,
        what_fax_is_for,
        new_on_number,
        new_for,
        /// Two sides.
        who_and_how,
        depends,
        for_callers,
        only_these,
        something_like_it,
        local_time,
        hours_of_day,
        named_day,
        while_it_rings,
        ring_way,
        ring_repeat,
        ring_back,
        ring_hang_up,
        /// As they are met for the first time.
        handles,
        quoted,
        several,
        hours,
        days,
        contacts,
        own,
        team_for,
        phone,
        fax,
        email,
        post,
        label_name,
        label_address,
        label_unit,
        label_only,
        label_note,
        has,
        has_none,
        /// The kinds of questions.
        kind_route,
        kind_option,
        kind_number,
        kind_open,
        kind_channel,
        kind_reverse,
        kind_changed,
        kind_listen,
        kind_own,
        /// Printed.
        title,
        reference,
        reference_from,
        in_force,
        cards,
        head_number,
        head_option,
        head_who,
        head_for,
        head_where,
        outside,
        otherwise,
        cards_of,
        how_to_print,
        our_own,
        wait,
        nobody,
        is_voicemail,
        calls_back,
        for_them,
        only_for,
        as_above,
        one_card,
        many_cards,
    }
}

sentences! {
    /// Lessons and exams. Words in braces are places.
    StudyPhrases {
        /// Counts.
        one_question,
        many_questions,
        one_fact,
        many_facts,
        one_number,
        many_numbers,
        one_contact,
        many_contacts,
        one_minute,
        many_minutes,
        no_minute,
        /// Before a lesson.
        directory_has,
        tour_of_calls,
        tour_of_learning,
        welcome_back,
        welcome_back_name,
        last_time,
        yesterday,
        on_day,
        assigned,
        due_by,
        was_due,
        changes_first,
        nothing_today,
        today,
        today_again,
        standing,
        /// In a lesson.
        new,
        open_hours,
        position,
        position_again,
        position_of,
        y_or_n,
        right,
        partly_right,
        skipped,
        not_quite,
        right_answer,
        or_also,
        before,
        answer_first,
        no_hint,
        no_more_hints,
        no_quote,
        called,
        /// When it is over.
        nothing_answered,
        right_of,
        took,
        to_review,
        left,
        /// Exams.
        exam_has,
        exam_rules,
        exam_left,
        no_hints,
        answers_at_end,
        passed,
        not_passed,
        score,
        partly,
        wrong,
        was_skipped,
        you_said,
        right_answer_was,
    }
}
