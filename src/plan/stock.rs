//! What callers hear where a plan gives no words of its own, in every language.

use crate::base::Language;

/// The stock sentences of a language.
#[derive(Debug)]
pub(crate) struct StockPhrases {
    /// At a menu, when the caller presses nothing.
    pub(crate) menu_no_input: &'static str,
    /// At a menu, when the caller presses a key that does nothing there.
    pub(crate) menu_no_match: &'static str,
    /// At an input, when the caller enters nothing.
    pub(crate) input_no_input: &'static str,
    /// At an input, when the entry is not accepted.
    pub(crate) input_no_match: &'static str,
    /// Before what a key is for: "For ".
    pub(crate) option: &'static str,
    /// To hear the same again.
    pub(crate) repeat: &'static str,
    /// To go back.
    pub(crate) back: &'static str,
    /// To end the call.
    pub(crate) hang_up: &'static str,
    /// For those who press nothing.
    pub(crate) stay: &'static str,
    /// For any key that is not named.
    pub(crate) any_other: &'static str,
    /// Before the key: ", press ".
    pub(crate) press: &'static str,
    /// By [`Key::index`](super::Key::index), as they stand behind [`press`](Self::press).
    keys: [&'static str; 12],
    /// The same, as they stand in a row.
    digits: [&'static str; 12],
}

const ENGLISH: StockPhrases = StockPhrases {
    menu_no_input: "We did not hear a choice.",
    menu_no_match: "That is not one of the choices.",
    input_no_input: "We did not hear an entry.",
    input_no_match: "That entry is not accepted.",
    option: "For ",
    repeat: "To hear this again",
    back: "To go back",
    hang_up: "To end the call",
    stay: ", stay on the line",
    any_other: ", press any other key",
    press: ", press ",
    keys: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "pound"],
    digits: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "star", "pound"],
};

const SPANISH: StockPhrases = StockPhrases {
    menu_no_input: "No recibimos su selección.",
    menu_no_match: "Esa opción no es válida.",
    input_no_input: "No recibimos ningún número.",
    input_no_match: "Ese número no es válido.",
    option: "Para ",
    repeat: "Para escuchar de nuevo",
    back: "Para regresar",
    hang_up: "Para terminar la llamada",
    stay: ", permanezca en la línea",
    any_other: ", oprima cualquier otra tecla",
    press: ", oprima ",
    keys: [
        "el 0",
        "el 1",
        "el 2",
        "el 3",
        "el 4",
        "el 5",
        "el 6",
        "el 7",
        "el 8",
        "el 9",
        "la tecla de asterisco",
        "la tecla de número",
    ],
    digits: [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "asterisco",
        "número",
    ],
};

const FRENCH: StockPhrases = StockPhrases {
    menu_no_input: "Nous n'avons pas reçu votre choix.",
    menu_no_match: "Ce choix n'est pas valide.",
    input_no_input: "Nous n'avons reçu aucun numéro.",
    input_no_match: "Ce numéro n'est pas valide.",
    option: "Pour ",
    repeat: "Pour écouter de nouveau",
    back: "Pour revenir en arrière",
    hang_up: "Pour mettre fin à l'appel",
    stay: ", restez en ligne",
    any_other: ", appuyez sur une autre touche",
    press: ", appuyez sur ",
    keys: [
        "le 0",
        "le 1",
        "le 2",
        "le 3",
        "le 4",
        "le 5",
        "le 6",
        "le 7",
        "le 8",
        "le 9",
        "l'étoile",
        "le carré",
    ],
    digits: [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "étoile", "carré",
    ],
};

impl StockPhrases {
    /// Those of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
            Language::French => &FRENCH,
        }
    }

    /// A key as it stands behind [`press`](Self::press): "1", "star", "el 1".
    pub(crate) const fn key(&self, index: usize) -> &'static str {
        self.keys[index]
    }
    /// A key as it is said in a row of them: "four", "star", "cuatro".
    pub(crate) const fn digit(&self, index: usize) -> &'static str {
        self.digits[index]
    }
}
