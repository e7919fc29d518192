//! The small words of the news languages: they hold sentences together and say nothing about what happened.

use std::sync::OnceLock;

use super::tokens::hash;

/// The languages that have a word among their small ones: one bit each, in the order of [`STOP_WORDS`].
pub fn languages_of(hashed: u64) -> u16 {
    let slots = slots();
    let mut at = hashed as usize & (SLOTS - 1);
    loop {
        match slots[at] {
            (_, 0) => return 0,
            (found, languages) if found == hashed => return languages,
            _ => at = (at + 1) & (SLOTS - 1),
        }
    }
}

/// More than twice as many as all small words of all languages.
const SLOTS: usize = 4096;

/// Open addressing by the hash of a word.
fn slots() -> &'static [(u64, u16)] {
    static SLOTS_FILLED: OnceLock<Vec<(u64, u16)>> = OnceLock::new();
    SLOTS_FILLED.get_or_init(|| {
        let mut slots = vec![(0u64, 0u16); SLOTS];
        for (language, (_, words)) in STOP_WORDS.iter().enumerate() {
            for word in words.split_whitespace() {
                let hashed = hash(word.as_bytes());
                let mut at = hashed as usize & (SLOTS - 1);
                while slots[at].1 != 0 && slots[at].0 != hashed {
                    at = (at + 1) & (SLOTS - 1);
                }
                slots[at] = (hashed, slots[at].1 | 1 << language);
            }
        }
        slots
    })
}

/// English stands first: where two languages know equally many small words of a text, the earlier one wins.
pub const STOP_WORDS: [(&str, &str); 16] = [
    (
        "en",
        "a about above after again against all almost also although always am among an and another any anyone \
         are around as at away back be became because been before being below between both but by can cannot could \
         did do does doing done down during each either else even ever every few for from further get gets got had \
         has have having he her here hers herself him himself his how however i if in into is it its itself just let \
         like made make makes many may me might more most much must my myself near nearly neither never no nor not \
         now of off often on once one only onto or other others our ours out over own per perhaps quite rather \
         really said same say saying says see seen several she should since so some still such than that the their \
         them themselves then there these they this those though through thus to too toward towards under until up \
         upon us very via was we well were what when where whether which while who whom whose why will with within \
         without would yet you your yours ll re ve don mr mrs ms told according",
    ),
    (
        "de",
        "ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis \
         bist da dabei dafür damit danach dann darauf das dass daß dazu dem den denen denn der deren des deshalb \
         die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa \
         etwas euch für gegen habe haben hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im \
         in indem ins ist ja jede jeder jedes jetzt kann kein keine können könnte man mehr mein mit muss müssen nach \
         nicht noch nun nur ob oder ohne sagte sehr sein seine seinem seinen seiner seit sich sie sind so sogar \
         soll sollen sondern sowie über um und uns unter vom von vor war waren was weil weiter welche wenn wer werde \
         werden wie wieder will wir wird wo worden wurde wurden zu zum zur zwar zwischen",
    ),
    (
        "fr",
        "à ai ainsi alors après au aucun aujourd aussi autre autres aux avant avec avait avoir c ce cela ces cet \
         cette ceux chez comme contre d dans de depuis des deux dit donc dont du elle elles en encore entre est et \
         était été être eu fait faire fois font hui il ils j jusqu je l la le les leur leurs lors lui m mais même \
         moins n ne ni nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi qu quand que \
         quel quelle qui quoi s sa sans se selon sera ses si son sont sous sur t ta tous tout toute toutes très tu \
         un une va vers vos votre vous y",
    ),
    (
        "es",
        "a al algo algunos ante antes así aún aunque bajo bien cada como con contra cual cuando de del desde después \
         dijo donde dos durante e el él ella ellos en entre era es esa ese eso esta está están estado este esto estos \
         fue fueron ha había han hasta hay hoy la las le les lo los más me mi mientras muy ni no nos o otra otro otros \
         para pero poco por porque que qué quien se sea según ser si sido sin sobre son su sus también tan tanto \
         tiene tienen todo todos tras tu un una uno unos ya y yo",
    ),
    (
        "it",
        "a ad agli ai al alla alle allo anche ancora anni c che chi ci come con contro così cui d da dagli dai dal \
         dalla dalle degli dei del della delle dello di dopo dove due e è ed era erano essere fa fra gli ha hanno ho i \
         il in io l la le lei li lo loro lui ma mentre mi molto ne nei nel nella nelle no noi non nostro o ogni per \
         perché più poi prima qua quale quando quanto quella quello questa questo qui se sempre senza si sia solo \
         sono sta stato su sua sue sui sul sulla suo tra tutti tutto un una uno",
    ),
    (
        "pt",
        "a ainda além alguns ao aos após as até cada com como contra da das de dele dela depois desde diz do dois dos \
         duas durante e é ela elas ele eles em entre era essa esse esta está estão este eu foi foram há isso já la lhe \
         mais mas me mesmo muito na não nas nem no nos nós num numa o os ou para pela pelas pelo pelos por porque qual \
         quando que quem se segundo sem ser será seu seus só sobre sua suas são também tem têm todos um uma uns você",
    ),
    (
        "nl",
        "aan al alle als altijd andere ben bij binnen daar dan dat de deze die dit doen door dus een eens en er ge \
         geen geweest haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon kunnen maar meer men \
         met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen toch toen tot u \
         uit uw van veel volgens voor want waren was wat we wel werd wezen wie wij wil worden wordt ze zei zelf zich \
         zij zijn zo zonder zou",
    ),
    (
        "sv",
        "alla allt att av blev bli blir då där de dem den denna det detta dig din du efter eller en er ett från för \
         får ha hade han har hans hon här i icke inte in jag ju kan kommer kunde man med mellan men mot mycket när \
         någon något några nu och också om oss på så sedan sig sin sina ska skulle som till under upp ut utan vad var \
         vara varit vi vid vill än är över",
    ),
    (
        "da",
        "ad af alle alt anden at blev blive bliver da de dem den denne der deres det dette dig din du efter eller en \
         end er et for fra får ham han hans har havde hende her hun hvad hvis hvor i ikke ind jeg jo kan kunne man \
         mange med meget men mig min mod ned noget nogle nu når og også om op os over på sig siger sin skal skulle \
         som til ud under var ved vi vil ville være været",
    ),
    (
        "no",
        "alle at av både ble bli blir da de den denne der dere det dette du eller en enn er et ett etter for fordi fra \
         før få får ha hadde han hans har hun hva hvem hvor hvordan i ikke inn ja jeg kan kunne man mange med mellom \
         men mer mot må noe noen nå når og også om opp oss over på sa seg sier sin skal skulle slik som til under ut \
         uten var ved vi vil ville være vært",
    ),
    (
        "pl",
        "a aby ale bez bo by był była było były być co czy dla do gdy go i ich im ja jak jako je jego jej jest jeszcze \
         już kiedy która które którego której który którzy lub ma mają może na nad nie nim niż o od oraz po pod podczas \
         powiedział przed przez przy roku się są ta tak także tam te tego tej ten to tu tym tylko w we więc wszystko z \
         za ze został została że",
    ),
    (
        "ru",
        "а без более был была были было быть в вам вас во вот все всего всех вы где да для до его ее её если есть еще \
         ещё же за и из или им их к как когда который которые которая ко ли лишь между меня мне может мы на над не \
         него нее нет ни них но о об однако он она они оно от по под после при про с со так также там тем то того \
         тоже той только том ты у уже чего чем что чтобы эта эти это этого этой этом этот я",
    ),
    (
        "uk",
        "а або але без був була були було бути в вже ви від він вона вони для до є з за зі і із її їх й його к коли ми \
         може на над не ні о об одним після по при про саме свою та так також те ти то того тому у це цей ця через що \
         щоб як яка який які якого",
    ),
    (
        "tr",
        "ama ancak bile bir biri bu bunu bunun çok çünkü da daha de değil diye dedi en gibi göre hem her hiç için ile \
         ise işte ki kadar mi mı mu mü ne neden o olan olarak oldu olduğu olduğunu olması onu onun sonra şey şu tüm \
         üzere var ve veya ya yani yok",
    ),
    (
        "id",
        "ada adalah agar akan antara atau bagi bahwa banyak beberapa belum bisa dalam dan dapat dari dengan di dia ia \
         ini itu juga kami karena kata ke kepada kita lagi lebih mereka namun oleh pada para saat saja sangat saya \
         sebagai sebelum secara sedang sehingga sejak seperti serta setelah sudah telah tersebut tidak untuk yang",
    ),
    (
        "ar",
        "أن إن أو إلى التي الذي الذين اللذين أي أيضا بعد بين تم ثم حتى حول حيث خلال ذلك سوف على عن عند غير في قال قالت قبل \
         قد كان كانت كل كما لا لقد لكن لم لن له لها ما مع من منذ نحو هذا هذه هناك هو هي و وأن وفي وقال وقد وكان ولا وهو يوم",
    ),
];
