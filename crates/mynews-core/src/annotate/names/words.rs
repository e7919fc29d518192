//! Words by which names are known: titles before people, nouns at the end of organisations and places, and capitalised
//! words that are no names. Tables alone; every list is kept as words between blanks, in no order.

use crate::annotate::word_list::words;

words! {
    /// Before a man's name.
    HE = "mr sir lord king prince duke sheikh father brother emperor herr señor don monsieur signor spokesman \
          businessman congressman chairman actor policeman waiter baron ayatollah pope bishop cardinal sultan emir imam \
          rabbi mister herrn señor senhor premierminister"
}

words! {
    /// Before a woman's name.
    SHE = "mrs ms miss madam dame lady queen princess duchess mother sister empress frau señora señorita madame \
           mademoiselle signora spokeswoman businesswoman congresswoman chairwoman actress policewoman waitress baroness \
           mme mlle sra srta kanzlerin ministerin präsidentin ministra presidenta présidente sprecherin bürgermeisterin \
           ministre-présidente"
}

words! {
    /// Offices, ranks and callings that stand before a person's name, with a capital or without.
    TITLES = "mr mrs ms miss mx dr prof sir lord lady dame king queen prince princess duke duchess sheikh emperor pope \
              president vice-president vicepresident premier chancellor minister ministers governor gov senator sen sens senators rep reps \
              representative representatives congressman congresswoman congressmen mayor councillor councilman \
              councilwoman ambassador envoy secretary undersecretary general gen lieutenant lt colonel col major maj \
              sergeant sgt captain capt commander cmdr admiral adm corporal officer inspector superintendent detective \
              det chief sheriff deputy judge justice attorney lawyer prosecutor solicitor barrister professor doctor \
              reverend rev father bishop archbishop cardinal rabbi imam ayatollah mullah chairman chairwoman chair \
              chairperson ceo cfo coo cto cio founder co-founder cofounder director manager editor editor-in-chief \
              columnist correspondent reporter journalist author writer novelist poet actor actress singer rapper \
              songwriter musician guitarist drummer comedian comic filmmaker producer host presenter anchor artist \
              painter designer architect model coach skipper striker midfielder defender goalkeeper quarterback \
              forward pitcher winger fullback analyst economist strategist researcher scientist historian physicist \
              biologist chemist astronomer epidemiologist virologist psychologist sociologist philosopher engineer \
              spokesman spokeswoman spokesperson spokespeople press aide adviser advisor consultant pollster lobbyist \
              activist campaigner leader speaker whip nominee candidate contender incumbent businessman businesswoman \
              entrepreneur investor billionaire tycoon mogul magnate banker trader farmer fisherman teacher student \
              nurse surgeon paramedic firefighter policeman policewoman pilot astronaut cosmonaut resident witness \
              survivor victim suspect defendant gunman lawmaker legislator parliamentarian mp mps mep msp assemblyman \
              treasurer comptroller commissioner administrator superstar legend champion golfer boxer swimmer sprinter \
              cyclist driver jockey umpire referee midwife chef cook curator librarian headteacher principal dean \
              rector provost dictator strongman warlord rebel guerrilla oligarch defector dissident whistleblower \
              herr frau bundeskanzler bundeskanzlerin kanzler kanzlerin präsident präsidentin bundespräsident minister \
              ministerin außenminister außenministerin innenminister innenministerin finanzminister verteidigungsminister \
              wirtschaftsminister ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin oberbürgermeister \
              sprecher sprecherin chef chefin trainer vorsitzende vorsitzender parteichef professorin abgeordnete \
              abgeordneter senatorin könig königin papst experte expertin direktor direktorin kommissarin kommissar \
              señor señora don doña presidente presidenta ministro ministra alcalde alcaldesa gobernador gobernadora \
              senador senadora diputado diputada canciller portavoz secretario secretaria juez jueza fiscal rey reina \
              papa profesor profesora entrenador entrenadora capitán director directora líder vicepresidente \
              vicepresidenta experto experta \
              monsieur madame mme mlle président présidente ministre maire gouverneur sénateur sénatrice député députée \
              secrétaire général générale porte-parole juge procureur roi reine pape professeur professeure entraîneur \
              capitaine directeur directrice patron patronne chancelier chancelière premier première \
              presidente ministro ministra sindaco premier governatore senatore senatrice deputato deputata portavoce \
              giudice re regina professore professoressa allenatore direttore direttrice cancelliere \
              prefeito deputado deputada treinador porta-voz juiz rei rainha"
}

words! {
    /// Words that stand among titles and carry none alone.
    TITLE_PARTS = "vice former ex late deputy acting interim assistant associate senior junior prime foreign interior \
                   finance defense defence health education justice trade home chief first second co executive managing \
                   campaign press majority minority attorney district assistant general national security state prime \
                   presidential vice-presidential gubernatorial senatorial democratic republican conservative labour \
                   liberal retired veteran longtime long-time fellow then-president incoming outgoing pop rock film \
                   football basketball baseball opposition party committee house senate supreme court white-house \
                   supporting superstar legendary ex-president right-wing left-wing far-right billionaire"
}

words! {
    /// Nouns that end the name of an organisation, in small letters.
    ORGANISATION_NOUNS = "ministry university college school institute institution academy council committee commission \
        agency authority department bureau office bank party parliament congress senate assembly court tribunal police \
        army navy force forces guard corps command airline airlines airways railway railways group holdings holding inc \
        corp corporation co company companies ltd llc plc gmbh ag sa spa nv bv kg se times post news press journal herald \
        tribune gazette telegraph guardian observer magazine network television radio broadcasting media studios studio \
        pictures entertainment records association federation union league alliance coalition confederation society \
        foundation trust fund organization organisation center centre hospital clinic church museum theatre theater \
        orchestra club fc afc cf united rovers athletic team board panel administration service services laboratory \
        laboratories labs lab technologies technology systems software motors energy oil gas petroleum pharmaceuticals \
        pharma capital partners ventures securities exchange insurance industries international solutions consulting \
        associates brothers democrats republicans conservatives greens caucus campaign secretariat directorate registry \
        treasury pentagon nations chamber conference front movement brigade militia cabinet pac publications books airbase \
        brewery stores supermarkets hotels resorts bancorp financial communications telecom mobile electric automotive \
        aerospace aviation shipping logistics foods beverages watch forum initiative project survey collective cooperative \
        ministerium universität hochschule institut akademie rat ausschuss kommission behörde amt bundesamt bundesbank \
        bundesrat bundestag landtag gericht gerichtshof bundesgericht polizei armee bundeswehr partei verband verein \
        gewerkschaft stiftung zeitung krankenhaus kirche museum allianz bahn werke konzern ministerio universidad \
        instituto academia consejo comité comisión agencia autoridad departamento banco partido parlamento congreso \
        senado asamblea tribunal policía ejército fundación asociación federación sindicato iglesia hospital \
        ministère université comité commission agence autorité banque parti parlement assemblée cour police armée \
        fondation association fédération syndicat église hôpital ministero università consiglio commissione agenzia \
        banca partito parlamento corte polizia fondazione associazione federazione sindacato"
}

words! {
    /// Nouns behind whose "of" (or its like) an organisation's name goes on.
    ORGANISATION_HEADS = "ministry university bank department house court council church board bureau institute school \
        chamber academy museum center centre college association league federation union society office \
        organization organisation committee commission agency alliance confederation foundation friends doctors \
        reporters conference congress parliament assembly party army guard sons daughters order brotherhood \
        ministerio universidad banco departamento tribunal consejo iglesia instituto academia asociación federación \
        partido ministère université banque cour conseil église institut académie association fédération parti \
        ministero università banca corte consiglio agenzia agence agencia fund secretary"
}

words! {
    /// Small nouns behind a name that say it is an organisation: "the National Interest journal".
    ORGANISATION_KINDS = "journal newspaper magazine agency company group party bank website network channel union firm \
        startup start-up think-tank broadcaster weekly daily publisher tabloid carmaker automaker airline retailer \
        conglomerate brokerage charity nonprofit militia coalition supermarket studio label institute consultancy \
        newsletter blog podcast platform app foundation organisation organization"
}

words! {
    /// Nouns that end or open the name of a place.
    PLACE_NOUNS = "river sea ocean lake island islands isles bay gulf strait straits channel valley canyon mountain \
        mountains hills desert county province prefecture district region peninsula coast beach street avenue road \
        boulevard square park bridge harbor harbour port airport station territory territories heights falls forest \
        plateau basin archipelago reef cape mount fort isle delta highlands borough township oblast"
}

words! {
    /// Nouns that end names of neither people nor organisations nor places: events, laws, prizes, works.
    OTHER_NOUNS = "war wars cup games olympics act bill day week month year prize award awards festival championship \
        championships summit accord accords treaty agreement pact deal plan axis revolution uprising crisis scandal \
        election elections referendum constitution amendment open masters marathon tour series show night street-journal \
        bowl final finals prix derby trophy crown oscar oscars grammys emmys virus covid covid-19 ebola brexit \
        christmas easter ramadan thanksgiving halloween hanukkah diwali god internet web twitter-feed dream tax \
        matter matters lives first order report index strategy doctrine protocol convention declaration charter age era \
        law reform affair affairs avenue-of"
}

words! {
    /// Words that are written with a capital, or stand where one is due, and open no name.
    NO_NAMES = "the a an in on at it he she they we you i but and this that these those for as if when while with after \
        before his her their its our my your there here what who whom whose which how why some many most more few several \
        one two three four five six seven eight nine ten no not none both all any each every either neither by from since \
        under over however also then to or so yet nor still even only just once again now today yesterday tomorrow \
        meanwhile moreover furthermore additionally although though because despite during until unless whether \
        perhaps maybe indeed instead rather thus therefore hence according earlier later last next first second third \
        finally eventually recently currently previously overall another other others such like unlike without within \
        across along among amid around between beyond near off out through throughout toward towards upon via than is are \
        was were be been being has have had do does did will would can could should may might must shall let get got \
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
        september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun \
        yes ok okay well oh please thanks thank sorry welcome dear following given asked speaking writing photo image \
        video watch read advertisement related copyright reuters-photo updated published editor’s note \
        nobody somebody everybody everyone someone anyone nothing something everything people police officials experts \
        critics supporters opponents scientists researchers analysts authorities residents witnesses voters \
        democratic republican democrats republicans democrat conservative liberal labour \
        islamic muslim muslims christian christians jewish jews catholic catholics protestant buddhist hindu hindus sunni \
        shia shiite black white latino latinos hispanic hispanics western eastern northern southern north south east west \
        central internet covid-19 covid ceo cfo tv pm mp mps am dna gdp ai it pr hr id vip usd eur gbp faq q&a diy"
}

words! {
    /// The same in other news languages; in an English text a capitalised "Le" or "Die" is a name.
    NO_NAMES_ELSEWHERE = "el la los las un una unos unas lo y en de del al por para con sin sobre entre pero como más este esta estos estas \
        ese esa su sus se que cuando donde mientras según tras ante desde hasta también no si ya hay fue es son era han ha \
        lunes martes miércoles jueves viernes sábado domingo \
        le les une des du au aux et ou mais donc car ce cet cette ces son sa ses leur leurs il elle ils elles on nous vous \
        je tu dans sur sous avec sans pour par chez selon après avant depuis pendant entre vers quand si comme plus moins \
        très pas l’ d’ c’est lundi mardi mercredi jeudi vendredi samedi dimanche \
        der die das den dem ein eine einen einem einer eines und oder aber denn doch nach vor bei mit von zu zum zur im am \
        um auf aus für gegen ohne über unter zwischen seit bis wenn weil dass als wie wo was wer er sie es wir ihr ich du \
        sein seine ihre auch noch schon nur nicht kein keine so dann nun hier dort montag dienstag mittwoch donnerstag \
        freitag samstag sonntag laut \
        il gli i uno e ed ma o se che chi cui non di da nel nella nei sul sulla con su tra fra dopo prima anche ancora \
        lunedì martedì mercoledì giovedì venerdì sabato domenica \
        o os um uma uns umas e mas em no na nos nas do da dos das ao à pelo pela com sem \
        segunda terça quarta quinta sexta sábado"
}

words! {
    /// Small words inside names: "Ludwig van Beethoven", "Mohammed bin Salman", "Rio de Janeiro".
    PARTICLES = "de del della di da do dos das du des la le van von der den ter bin ibn al el ben abu"
}

words! {
    /// Before a place: "in Leeds".
    PLACE_PREPOSITIONS = "in at near from outside around across en desde dans à nach aus bei vor im in a em nel nella"
}

words! {
    /// Peoples and what is theirs, as adjectives and nouns.
    DEMONYMS = "afghan african albanian algerian american americans angolan arab arabs argentine argentinian armenian \
        asian asians australian australians austrian azerbaijani bahraini bangladeshi belarusian belgian bolivian bosnian \
        brazilian brazilians british briton britons bulgarian burmese cambodian cameroonian canadian canadians catalan \
        chechen chilean chinese colombian congolese croatian cuban cubans cypriot czech danish dutch ecuadorian egyptian \
        egyptians emirati english eritrean estonian ethiopian european europeans filipino finnish french georgian german \
        germans ghanaian greek greeks haitian honduran hungarian icelandic indian indians indonesian iranian iranians \
        iraqi iraqis irish israeli israelis italian italians jamaican japanese jordanian kazakh kenyan korean koreans \
        kosovan kurdish kurds kuwaiti laotian latvian lebanese liberian libyan lithuanian malaysian malian maltese \
        mexican mexicans moldovan mongolian moroccan mozambican namibian nepali nepalese nicaraguan nigerian nigerians \
        norwegian omani pakistani pakistanis palestinian palestinians panamanian paraguayan peruvian polish portuguese \
        qatari romanian russian russians rwandan salvadoran saudi saudis scottish senegalese serb serbian serbs \
        singaporean slovak slovenian somali spanish sudanese swedish swiss syrian syrians taiwanese tajik tanzanian thai \
        tibetan tunisian turkish turks turkmen ugandan ukrainian ukrainians uruguayan uyghur uyghurs uzbek venezuelan \
        vietnamese welsh yemeni zambian zimbabwean soviet nazi \
        estadounidense español española francés francesa alemán alemana ruso rusa chino ucraniano ucraniana \
        américain américaine français française allemand allemande russe chinois chinoise ukrainien ukrainienne \
        deutsche deutscher deutschen französische russische russischer russischen amerikanische amerikanischer us-präsident \
        chinesische ukrainische ukrainischer britische europäische europäischen"
}

words! {
    /// Acronyms that name no organisation.
    ACRONYM_NOUNS = "tv ceo cfo coo cto cio dna rna gdp gnp ai vr ar pm am mp mps mep pr hr id vip usd eur gbp faq diy pc \
        dvd cd gps gmt utc est edt pst pdt cet bst ipo etf esg hiv aids covid covid-19 sars lgbt lgbtq lgbtq+ suv ev evs \
        atm pin sms url html pdf usb led lcd hd 4k 3d 5g 4g jr sr ii iii iv vi vii viii ix xi xii phd mba md bc ad ok q1 q2 \
        q3 q4 h1 h2 rip dj mc mvp nfl-style gop-led r-ky d-mass cop26 cop27 cop28 cop29 cop30 ufo ufos sos cctv adhd ptsd \
        iq ngo ngos sme smes r&d m&a no. nsfw op-ed otc"
}
