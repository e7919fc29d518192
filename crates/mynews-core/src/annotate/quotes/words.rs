//! Verbs of speech and what else ties words to a speaker.

use crate::annotate::word_list::words;

/// Whether it is one in another language alone, where no article can make a noun of it ("a déclaré").
pub fn is_foreign_cue(lower: &str) -> bool {
    FOREIGN_CUES.contains(lower) && !CUES.contains(lower)
}

/// Whether a word, in small letters, is a form of a verb of speech.
pub fn is_cue(lower: &str) -> bool {
    CUES.contains(lower) || FOREIGN_CUES.contains(lower)
}

words! {
    /// English verbs of speech and writing in the forms that news uses.
    CUES = "say says said saying tell tells told telling add adds added adding ask asks asked asking answer answers answered \
        answering reply replies replied replying respond responds responded responding explain explains explained \
        explaining claim claims claimed claiming argue argues argued arguing note notes noted noting insist insists \
        insisted insisting warn warns warned warning write writes wrote written writing tweet tweets tweeted tweeting post \
        posts posted posting state states stated stating declare declares declared declaring announce announces announced \
        announcing admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging concede concedes \
        conceded conceding confirm confirms confirmed confirming deny denies denied denying suggest suggests suggested \
        suggesting believe believes believed believing think thinks thought thinking recall recalls recalled recalling \
        remember remembers remembered remembering remark remarks remarked remarking comment comments commented commenting \
        observe observes observed observing continue continues continued continuing conclude concludes concluded \
        concluding complain complains complained complaining joke jokes joked joking quip quips quipped quipping boast \
        boasts boasted boasting brag brags bragged bragging promise promises promised promising vow vows vowed vowing \
        pledge pledges pledged pledging urge urges urged urging demand demands demanded demanding call calls called calling \
        describe describes described describing accuse accuses accused accusing blame blames blamed blaming criticize \
        criticizes criticized criticizing criticise criticises criticised criticising slam slams slammed slamming blast \
        blasts blasted blasting denounce denounces denounced denouncing condemn condemns condemned condemning praise \
        praises praised praising hail hails hailed hailing mock mocks mocked mocking dismiss dismisses dismissed dismissing \
        reject rejects rejected rejecting defend defends defended defending emphasize emphasizes emphasized emphasizing \
        emphasise emphasises emphasised stress stresses stressed stressing underline underlined underscore underscored \
        highlight highlights highlighted reiterate reiterates reiterated reiterating repeat repeats repeated repeating \
        report reports reported reporting reveal reveals revealed revealing disclose discloses disclosed predict predicts \
        predicted predicting speculate speculates speculated assert asserts asserted asserting allege alleges alleged \
        alleging contend contends contended contending maintain maintains maintained maintaining counter counters countered \
        countering interject interjected interrupt interrupted lament laments lamented lamenting muse mused opine opines \
        opined opining proclaim proclaims proclaimed proclaiming read reads recount recounts recounted relate related \
        request requested retort retorts retorted scream screams screamed screaming shout shouts shouted shouting yell \
        yells yelled yelling whisper whispers whispered cry cried sigh sighed snap snapped laugh laughed smile smiled \
        testify testifies testified testifying tout touts touted touting wonder wonders wondered wondering advise advises \
        advised agree agrees agreed agreeing caution cautions cautioned cautioning charge charges charged charging cite \
        cites cited citing clarify clarifies clarified convey conveyed elaborate elaborates elaborated express expresses \
        expressed expressing fume fumed inform informs informed joke mention mentions mentioned mentioning point points \
        pointed pointing propose proposes proposed pronounce pronounced quote quotes quoted quoting reason reasoned \
        reassure reassured recommend recommends recommended refer refers referred referring remind reminds reminded \
        reminding ridicule ridiculed speak speaks spoke speaking spoken stipulate stipulates sum summed summarize \
        summarized tease teased theorize theorized thunder thundered utter uttered voice voiced apologize apologized \
        apologise apologised argued attack attacks attacked attacking decry decries decried deride derided label labels \
        labeled labelled labeling dub dubs dubbed hit hits lash lashed chide chided rip ripped plead pleads pleaded pleading \
        appeal appealed beg begged encourage encouraged encouraging invite invited chant chants chanted chanting sing sang \
        singing tell texted texting email emailed emailing publish published issue issued conjecture surmise insinuate \
        insinuated imply implies implied estimate estimates estimated find finds found feel feels felt hope hopes hoped fear fears \
        feared worry worries worried expect expects expected learn learned consider considers considered see sees saw \
        decide decided rule ruled promise greet greeted implore implored instruct instructed lecture lectured pray prayed \
        preach preached rail railed rant ranted rave raved sneer sneered swear swears swore taunt taunted thank thanks thanked \
        urge assure assures assured assuring assess assessed characterize characterizes characterized characterizing \
        characterise characterised portray portrayed"
}

words! {
    /// Verbs of speech in other news languages.
    FOREIGN_CUES = "dijo dice decía afirmó afirma aseguró asegura explicó explica añadió añade señaló señala declaró declara \
        indicó indica sostuvo sostiene manifestó manifiesta advirtió advierte agregó agrega comentó comenta contó cuenta \
        escribió escribe preguntó pregunta respondió responde reconoció reconoce insistió insiste destacó destaca \
        subrayó subraya denunció denuncia lamentó lamenta apuntó apunta zanjó recordó recuerda anunció anuncia dicho \
        dit disait déclare déclaré déclara affirme affirmé affirma explique expliqué expliqua ajoute ajouté ajouta estime \
        estimé indique indiqué précise précisé souligne souligné assure assuré raconte raconté confie confié regrette \
        regretté écrit rappelle rappelé lance lancé répond répondu dénonce dénoncé insiste insisté martèle martelé \
        poursuit conclut résume reconnaît soupire soupiré glisse glissé lâche lâché tempère tempéré plaide plaidé \
        admet ironise ironisé sourit tranche prévenu concède conclu résumé annoncé annonce martelé soutient demande demandé prévient averti \
        sagt sagte sagten gesagt erklärte erklärt betonte betont meinte meint fügte ergänzte ergänzt schrieb schreibt \
        berichtet berichtete fragt fragte antwortete antwortet warnte warnt forderte fordert kritisierte kritisiert \
        teilte äußerte äußert versicherte versichert räumte kündigte behauptete behauptet zitiert zitierte erzählt \
        erzählte bekräftigte unterstrich lobte nannte nennt bezeichnete sprach spricht \
        detto dice disse dichiarato dichiara dichiarò spiega spiegato spiegò afferma affermato affermò aggiunge aggiunto \
        aggiunse sottolinea sottolineato racconta raccontato commenta commentato ha-detto scrive scritto \
        disse diz afirmou afirma explicou explica acrescentou declarou declara contou conta escreveu escreve ressaltou \
        destacou segundo-ele completou lembrou \
        zei zegt zeggen vertelde vertelt schrijft schreef verklaarde verklaart aldus voegde stelt stelde meent \
        säger sade sier sagde siger berättar forteller fortæller skriver skrev menar mener"
}

words! {
    /// Forms that need a subject from further off: "he spoke to them, saying …".
    PARTICIPLES = "saying telling adding asking answering replying responding explaining claiming arguing noting insisting \
        warning writing tweeting posting stating declaring announcing admitting acknowledging conceding confirming denying \
        suggesting recalling remarking commenting observing continuing concluding complaining joking quipping boasting \
        promising vowing pledging urging demanding calling describing accusing blaming criticizing criticising slamming \
        blasting denouncing condemning praising hailing mocking dismissing rejecting defending emphasizing stressing \
        reiterating repeating reporting revealing predicting asserting alleging contending maintaining countering \
        lamenting proclaiming shouting screaming yelling testifying touting wondering cautioning citing expressing \
        mentioning pointing quoting referring reminding speaking pleading chanting singing believing thinking assuring \
        encouraging labeling characterizing charging agreeing"
}

words! {
    /// Behind a verb's subject and before it: they are no subject.
    BETWEEN = "also then later once had has have having is was were are been be being would will could should may might must \
        can did does do not never still now again already just even only further recently repeatedly reportedly always \
        often simply previously earlier first finally went going on to who that which and or both all himself herself \
        themselves myself immediately soon subsequently famously ha han hat hatte haben a ont est n’t didn’t hasn’t \
        tonight today yesterday"
}

words! {
    /// Small words that end a name's phrase on the way from a verb to its speaker.
    PHRASE_ENDS = "in on at during after before when while as by because if since until about over under during following \
        through to into upon amid despite without regarding that and but or who whom whose which where is was were are has \
        have had will would should could en sur lors dans durante tras am bei nach im zu gegenüber vor von"
}

words! {
    /// Small words between a quotation and a name that are no verb.
    NO_VERBS = "and but or so as like than with for to from of by at in on when while where who whose what that which et ou mais \
        comme que qui dont avec pour chez par de du des à où quand und oder aber wie als mit für von vom zu so der die das den \
        y o pero como con para por del que cuando e ma come per di da con della dem ao do da voor van met als en och med för av"
}

words! {
    /// Before a name inside an office: "a spokesman for Acme", "la capitana de Salvamento".
    BINDING = "for of at from with de del du des di della dei do da von vom van"
}

words! {
    /// What an office begins with in languages where its name stands behind it: "su jefe de prensa, Walter Nock".
    FOREIGN_ARTICLES = "el la los las su sus un una le les son sa leur une il lo gli sua suo der die das ein eine sein seine \
        seinem ihr ihre dem seu"
}

words! {
    /// He who speaks without a name of his own.
    HE_WORDS = "he il er él lui ele hij han"
}
words! {
    /// She who speaks without a name of her own.
    SHE_WORDS = "she elle ella ela zij hon hun"
}
words! {
    /// Others without a name.
    THEY_WORDS = "they it we i you ils elles ellos ellas wir sie ich nous yo eu io essi eles who"
}

words! {
    /// Nouns that may speak: what a nameless speaker's phrase ends with.
    SPEAKER_NOUNS = "spokesman spokeswoman spokesperson spokesmen source sources official officials officer officers report \
        reports statement letter court judge police government company campaign ministry minister president lawyer lawyers \
        attorney attorneys team group groups union party committee council agency department organization organisation \
        researchers researcher scientists scientist study survey poll analysts analyst economists economist expert experts \
        critics critic supporters supporter residents resident witness witnesses victim victims family families mother father \
        son daughter brother sister wife husband neighbor neighbour neighbors neighbours teacher teachers student students \
        man woman boy girl aide aides adviser advisers advisor advisors diplomat diplomats senator congressman congresswoman \
        governor mayor candidate nominee director manager coach player captain chairman chairwoman chief executive author \
        authors editor editors newspaper magazine paper article editorial memo document documents lawsuit complaint \
        indictment filing post tweet email message ad video network website authorities prosecutors prosecutor investigators \
        investigator lawmakers lawmaker leader leaders member members activist activists protesters protester crowd \
        doctor doctors nurse nurses priest bishop pope professor host anchor moderator reporter reporters journalist \
        ambassador envoy secretary general commander soldier soldiers veteran veterans owner founder users user fans \
        readout communique communiqué transcript bill law resolution order ruling decision commission board bank fund \
        outlet administration protesters staffer staffers operative operatives strategist insider insiders delegation diplomat people \
        others billionaire businessman actor actress singer star rapper comedian voters voter narrator friends friend clip spot filing letter petition mogul tycoon democrat republican \
        contender spokespeople representative representatives congressmen justice justices pastor analysis book column \
        advertisement flyer sign signs banner headline caption text note release"
}

words! {
    /// Forms that are nouns as often as verbs: verbs only right behind their subject.
    NOUN_FORMS = "say tell answer answers reply replies claim claims note notes tweet tweets post posts state states report \
        reports comment comments remark remarks promise promises pledge pledges vow vows demand demands call calls charge \
        charges attack attacks request hope hopes fear fears worry worries appeal appeals mention mentions quote quotes cry \
        point points stress praise blame joke jokes feeling warning warnings saying sayings reporting writing posting \
        thinking find finds findings rule rules issue issues read reads label labels hit hits slam blast question caution \
        address promise debate counter cite estimate estimates posted update brag boast taunt chant chants express review \
        see sees issue list lists text texts email emails snap sigh smile laugh mock sum invite advance fears voice hail"
}

words! {
    /// Their name behind them is who listens, never who speaks.
    TELLING = "told tells tell telling informed reminded assured advised urged"
}
