use irlint::text::*;
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let language = if path.ends_with(".irpolicy") { Language::Policy } else if path.ends_with(".md") { Language::Markdown } else { Language::Plan };
        let source = Source::new(path.clone(), text, language, Origin::User);
        let f = irlint::format::format(&source);
        if !f.left.is_empty() { eprintln!("{path}: {:?}", f.left.iter().take(3).collect::<Vec<_>>()); }
        let again = irlint::format::format(&Source::new(path.clone(), f.text.clone(), language, Origin::User));
        if again.text != f.text { eprintln!("{path}: NOT IDEMPOTENT"); std::fs::write("/tmp/fmt-a", &f.text).unwrap(); std::fs::write("/tmp/fmt-b", &again.text).unwrap(); }
        std::fs::create_dir_all(format!("/tmp/fmtout/{}", std::path::Path::new(&path).parent().unwrap().display())).unwrap();
        std::fs::write(format!("/tmp/fmtout/{path}"), &f.text).unwrap();
    }
}
