use maud::{Markup, html};

use super::cell::{Cell, CellValue};
use super::table::Table;

/// Where a cell leads, by the heading of its column and its text.
pub(crate) type CellLinks<'l> = dyn Fn(&str, &str) -> Option<String> + 'l;

impl Table {
    /// The table as a part of a [`Page`](super::Page) with [`TABLE_STYLE`](super::TABLE_STYLE). Its caption is a heading of the
    /// page.
    pub(crate) fn html(&self) -> Markup {
        self.set(None)
    }

    /// The same for a page with a script that sorts, which is told the values; with links behind what `link` knows, by its
    /// heading and its text.
    #[cfg(feature = "serve")]
    pub(crate) fn html_to_sort(&self, link: &CellLinks<'_>) -> Markup {
        self.set(Some(link))
    }

    fn set(&self, link: Option<&CellLinks<'_>>) -> Markup {
        // People sort texts as they read them, and numbers as what they are.
        let value = |index: usize, cell: &Cell| {
            let is_number = self.columns.get(index).is_some_and(|column| column.is_number);
            link.map(|_| if is_number { cell.exact() } else { cell.words("") }.into_owned())
        };
        let told = |index: usize, cell: &Cell| {
            let heading = self.columns.get(index).map_or("", |column| &*column.heading);
            let words = words(cell);
            match link.and_then(|link| link(heading, &cell.exact())) {
                Some(place) => html! { a href=(place) { (words) } },
                None => words,
            }
        };
        html! {
            div.scroll { table.data {
                @if let Some(caption) = &self.caption { caption { h2 { (caption) } } }
                thead { tr {
                    @for column in &self.columns {
                        th scope="col" class=[column.is_number.then_some("number")] { (column.heading) }
                    }
                } }
                tbody { @for row in &self.rows { tr {
                    @for (index, cell) in row.iter().enumerate() {
                        @if index == 0 { th scope="row" data-value=[value(index, cell)] { (told(index, cell)) } }
                        @else { td class=[self.class(index, cell)] data-value=[value(index, cell)] { (told(index, cell)) } }
                    }
                } "\n" } }
            } }
            "\n"
        }
    }

    fn class(&self, column: usize, cell: &Cell) -> Option<String> {
        let is_number = self.columns.get(column).is_some_and(|column| column.is_number);
        let tone = if matches!(cell.value, CellValue::Nothing) { Some("dim") } else { cell.tone.class() };
        let classes: Vec<&str> = is_number.then_some("number").into_iter().chain(tone).collect();
        (!classes.is_empty()).then(|| classes.join(" "))
    }
}

/// What a cell says. A share is also drawn, for the eye alone.
fn words(cell: &Cell) -> Markup {
    let words = cell.words("\u{2013}");
    html! {
        @if let CellValue::Share(share) = cell.value {
            meter aria-hidden="true" value={ (format!("{share:.3}")) } {} " "
        }
        (words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::{Column, Page, Tone};

    #[test]
    fn a_table_says_what_its_rows_and_columns_are() {
        let mut table = Table::new([Column::text("name"), Column::number("ready"), Column::text("exam")])
            .captioned("Learners & exams");
        table.row([Cell::text("<Ann>"), Cell::share(0.5), Cell::text("passed").toned(Tone::Good)]);
        table.row([Cell::text("Bob"), Cell::nothing(), Cell::nothing()]);
        assert_eq!(
            Page::part(&table.html()),
            "<div class=\"scroll\"><table class=\"data\"><caption><h2>Learners &amp; exams</h2></caption>\
             <thead><tr><th scope=\"col\">name</th><th scope=\"col\" class=\"number\">ready</th>\
             <th scope=\"col\">exam</th></tr></thead><tbody>\
             <tr><th scope=\"row\">&lt;Ann&gt;</th><td class=\"number\"><meter aria-hidden=\"true\" value=\"0.500\"></meter> \
             50%</td><td class=\"passed\">passed</td></tr>\n\
             <tr><th scope=\"row\">Bob</th><td class=\"number dim\">\u{2013}</td><td class=\"dim\">\u{2013}</td></tr>\n\
             </tbody></table></div>\n"
        );
    }
}
