use super::{
    call, cards, check, completions, dial, diff, draft, explain, export, facts, find, fmt, generate, guide,
    hours, import, init, lines, man, map, mutate, page, paths, record, replay, schema, serve, test, train,
};
use crate::cli::args::{Args, Command, DialArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

/// Runs the command that was asked for.
pub(in crate::cli) fn run(context: &mut CommandContext, args: Args) -> Result<ExitStatus, CommandFailure> {
    let Args { global, command } = args;
    let source = global.plan_source();
    match command.unwrap_or_else(|| Command::Dial(DialArgs::default())) {
        Command::Dial(args) => dial::run(context, &source, &args),
        Command::Call(args) => call::run(context, &source, &args),
        Command::Find(args) => find::run(context, &source, &args),
        Command::Lines(args) => lines::run(context, &source, &args),
        Command::Hours(args) => hours::run(context, &source, &args),
        Command::Map(args) => map::run(context, &source, &args),
        Command::Paths(args) => paths::run(context, &source, &args),
        Command::Facts(args) => facts::run(context, &source, &args),
        Command::Diff(args) => diff::run(context, &source, &args),
        Command::Test(args) => test::run(context, &global, &args),
        Command::Generate(args) => generate::run(context, &global, &args),
        Command::Mutate(args) => mutate::run(context, &global, &args),
        Command::Check(args) => check::run(context, &global, &args),
        Command::Explain(args) => explain::run(context, &args),
        Command::Guide(args) => guide::run(context, &args),
        Command::Init(args) => init::run(context, &args),
        Command::Import(args) => import::run(context, &args),
        Command::Draft(args) => draft::run(context, &source, &args),
        Command::Replay(args) => replay::run(context, &source, &args),
        Command::Export(args) => export::run(context, &source, &args),
        Command::Schema(args) => schema::run(context, &args),
        Command::Record(args) => record::run(context, &source, &args),
        Command::Fmt(args) => fmt::run(context, &args),
        Command::Cards(args) => cards::run(context, &source, &args),
        Command::Page(args) => page::run(context, &source, &args),
        Command::Serve(args) => serve::run(context, &source, &args),
        Command::Train(args) => train::run(context, &source, &args),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man(args) => man::run(context, &args),
    }
}
