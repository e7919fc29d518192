//! The seventeen subject headings (IPTC Media Topics, top level) and the words that speak for each.
//!
//! Lists are written by hand. `word*` stands for all words that begin so, `one_two` for two words in a row, `+word` counts
//! double, `-word` half: other subjects use it too. A word under several headings counts for each with its part.

/// A heading with what speaks for it.
pub struct Row {
    /// The IPTC name.
    pub key: &'static str,
    /// Short, for navigation: the IPTC name would fill a line.
    pub label: &'static str,
    pub english: &'static str,
    /// Spanish, French, German, Italian, Portuguese; some Chinese and Arabic, matched anywhere in the text.
    pub elsewhere: &'static str,
    /// What outlets call the section.
    pub sections: &'static str,
}

/// How many headings there are.
pub const HEADINGS: usize = 17;

pub const ROWS: [Row; HEADINGS] = [
    Row {
        key: "arts-culture-entertainment-and-media",
        label: "Culture",
        english: "+film +films +movie* +album +albums +singer* +band actor* actress* +music +musical +musician* +song \
            +songs concert* +box_office +oscar* +grammy* +emmy* +bafta* +golden_globe* comedy comedian* drama +novel \
            +novels +novelist* author* poet* poetry +theatre* +theater* +broadway +opera +orchestra* +gallery \
            galleries +museum* exhibition* painting* painter* sculpt* +hollywood +bollywood celebrity celebrities \
            sitcom* +tv_series +tv_show tv_drama soap_opera reality_show screenplay* screenwriter* +filmmaker* \
            film-maker* sequel* prequel* +rapper* hip-hop hip_hop rap pop rock_band rock_star guitarist* drummer* \
            vocals lyrics +chart_show singles number_one +netflix hbo disney pixar spotify +cannes sundance \
            festival* box-office blockbuster* +starring starred -stars -star cast casting -audience* viewers ratings \
            broadcaster* bbc channel_4 itv presenter* animation animated documentary documentaries premiere* \
            trailer* -fans +soundtrack +beatles elvis madonna u2 beyoncé taylor_swift harry_potter star_wars -award \
            awards nominations -nominated nominee best_actor best_actress best_picture best_film best_director \
            -director -directed artist* artwork* -art arts culture cultural literature literary -book -books \
            -publisher* bestseller* -magazine -newspaper* journalism dance dancer* ballet fashion -designer* -studio \
            -studios tour gig gigs glastonbury eurovision brit_awards comic comics marvel dc_comics performer* \
            -stage playwright* -script -scripts -series -episode episodes television dvd cinema* theatrical \
            screenings screening lead_role actor’s singing sang record_label recording debut_album x_factor idol \
            supporting_role television_show -radio radio_1 duo trio composer* conductor* piano* jazz reggae punk \
            indie blues classical rehab tabloid* kardashian* royal_family duchess heritage restitution archaeolog* \
            violin* choir* symphony +conductor librar* publishing bronze sculpture",
        elsewhere: "película* cine cantante* música músico* álbum actriz actor novela* escritor* teatro museo* exposición \
            concierto* cultura artista* festival rodaje serie estreno libro* poeta* pintor* cinéma film films \
            chanteu* musique album acteur* actrice* roman romancier* écrivain* théâtre musée* exposition concert* \
            culture artiste* tournage série réalisateur* livre* poète* peintre* filmemacher* schauspieler* sänger* \
            musik* konzert* autor* theater* museum* ausstellung* kultur* künstler* regisseur* buch bücher dichter* \
            maler* kino* oper* band bühne* film* fernseh* attrice attore cantante canzone romanzo mostra spettacolo \
            regista filme cantor* atriz romance livro 电影 音乐 演员 歌手 艺术 文化 فيلم موسيقى فنان livre livres \
            prix_littéraire* patrimoine restitution orchestre violon* artisan* libro patrimonio orquesta musik \
            orchester kulturerbe 書 音樂 藝術 作家",
        sections: "entertainment arts culture film movies music tv television books art theatre theater celebrity celebrities media \
            showbiz showbusiness hollywood stage design cultura cine música espectáculos culture kultur feuilleton medien film \
            unterhaltung panorama-leute cinéma livres musique spettacoli tv-and-radio tv-radio artanddesign games-culture pop",
    },
    Row {
        key: "conflict-war-and-peace",
        label: "Conflict",
        english: "+war +troops +soldier* +military +missile* +airstrike* air_strike* +shelling artillery +invasion invaded \
            invading +ceasefire* truce +militant* +insurgent* rebel rebels +front_line frontline drone drones \
            warplane* fighter_jet* +offensive counteroffensive battlefield* bombing bombed bombardment +hostage* \
            hostages hamas hezbollah taliban isis islamic_state al-qaeda al-qaida +peace_talks peacekeep* genocide \
            war_crime* occupation occupied armed nato kremlin ukrainian_forces russian_forces israeli_forces idf +gaza \
            ammunition weapons weapon tank tanks combat army navy coup junta civilians civilian casualties siege \
            refugees warship* nuclear_weapons peace_deal sanctions brigade battalion militia* guerrilla* veterans \
            terrorist* terrorism assault warhead*",
        elsewhere: "guerra tropas ejército soldado* misil* bombardeo* invasión alto_el_fuego rehenes ofensiva guerre troupes armée soldat* \
            missile* bombardement* invasion cessez-le-feu otage* offensive krieg* truppen soldat* armee rakete* angriff* waffenruhe \
            waffenstillstand invasion geisel* front militär* drohne* esercito missili tregua exército mísseis 战争 军队 导弹 停火 حرب \
            الجيش صاروخ هدنة",
        sections: "war conflict ukraine-war ukraine-krieg guerra-ucrania war-in-ukraine israel-gaza israel-hamas-war military defense \
            defence krieg",
    },
    Row {
        key: "crime-law-and-justice",
        label: "Law and crime",
        english: "+police +murder* +arrested +arrest arrests +suspect* +court +courts +judge judges +trial +jury jurors \
            +prosecutor* +convicted conviction sentenced sentencing +prison jail jailed guilty +charged -charges \
            +shooting +gunman -shot stabbing stabbed -killed -killing homicide manslaughter rape raped robbery robbed \
            burglar* theft stole fraud* laundering bribery +lawsuit* sued attorney* lawyer* -legal detective* \
            investigators +crime crimes criminal* defendant* plaintiff* verdict* testimony testified -appeal -appeals \
            bail -custody inmate* parole +sheriff fbi dea interpol trafficking cartel* gang gangs kidnap* assault \
            assaulted -victim -victims handcuffed pleaded indicted indictment felony misdemeanor warrant* \
            death_penalty execution supreme_court -justice tribunal* courthouse magistrate*",
        elsewhere: "policía detenido* asesinato* juez jueza juicio tribunal* fiscal fiscalía cárcel condenad* crimen delito* víctima* \
            homicidio robo disparos police meurtre* arrêté* interpellé* juge procès tribunal* procureur* prison condamné* crime \
            délit* victime* garde_à_vue polizei* mord* festgenommen verhaftet richter* prozess* gericht* staatsanwalt* gefängnis \
            verurteilt* täter* verdächtig* opfer tötung* anklage* urteil* ermittl* polizia omicidio arrestato processo giudice \
            polícia assassinato preso julgamento 警方 法院 逮捕 الشرطة المحكمة",
        sections: "crime courts law justice police sucesos justicia police-justice faits-divers kriminalität justiz cronaca polícia \
            blaulicht",
    },
    Row {
        key: "disaster-accident-and-emergency-incident",
        label: "Disasters",
        english: "+earthquake* +quake magnitude aftershock* +tsunami +flood +floods +flooding +hurricane* +cyclone* \
            typhoon* tornado* +wildfire* bushfire* blaze firefighter* fire_crews +landslide* mudslide* avalanche* \
            volcano* volcanic eruption* erupted explosion* exploded +crash crashed derailed derailment collided \
            collision +rescue rescuers rescued survivors +death_toll evacuated evacuation evacuate -collapsed \
            -collapse rubble drowned capsized sank shipwreck emergency_services -emergency disaster* -injured \
            -missing ambulance* paramedic* plane_crash train_crash accident accidents debris drought famine stampede \
            epicenter epicentre coastguard coast_guard +fire fires burned burning flames smoke warehouse_fire ablaze \
            wreck sinking aground refloat* spill",
        elsewhere: "terremoto* sismo inundacion* huracán incendio* accidente* explosión evacuad* rescate muertos heridos \
            derrumbe séisme inondation* ouragan incendie* accident* explosion évacué* secours pompiers blessés \
            erdbeben* hochwasser* überschwemmung* sturm brand feuerwehr* unfall* explosion* evakuiert* rettung* \
            verletzte* vermisst* unglück* alluvione incidente incêndio acidente enchente 地震 洪水 火灾 زلزال فيضانات \
            fuego feu flammes pompier* feuer* flammen rauch löschen brannte 大火 消防",
        sections: "disasters accidents wildfires hurricanes earthquake unfälle katastrophen",
    },
    Row {
        key: "economy-business-and-finance",
        label: "Business",
        english: "+shares +shareholder* +profit +profits +revenue* +earnings +stock +stocks +stock_market stock_exchange \
            +investor* +economy +economic +economist* +inflation +gdp +interest_rate* +central_bank* +bank +banks \
            banking market markets +trade exports imports export tariff* +dollar euro yen currency currencies \
            company companies +firm +firms -business* +chief_executive ceo cfo sales retailer* -retail -consumer* \
            growth recession +merger* +takeover* acquisition* acquire bid stake +bankrupt* debt debts deficit* \
            -budget fiscal +quarter quarterly analysts analyst forecast* +oil crude barrel opec gas_prices \
            energy_prices prices -price +wall_street nasdaq dow_jones ftse nikkei +federal_reserve imf world_bank \
            ecb wto -investment* invest fund funds hedge_fund* private_equity bond bonds -yield -yields \
            manufacturer* manufacturing factory factories -output -production carmaker* automaker* airline* airlines \
            boeing airbus toyota volkswagen general_motors ford exxon shell bp yukos gazprom supplier* supply_chain \
            -customers billion bn -cost -costs accounting audit auditor* tax_cut* housing_market mortgage* \
            house_prices loan loans lender* lending -credit insurer* -insurance pension* startup start-up \
            venture_capital ipo dividend* commodity commodities -gold -copper wages -spending -demand slowdown \
            recovery unemployment surplus pharmaceutical* telecoms conglomerate* subsidiary outsourcing \
            cryptocurrency bitcoin crypto goldman_sachs jpmorgan hsbc citigroup worldcom enron parmalat \
            deutsche_bank administrators creditors -boss -executives -board -chairman -tram -trams -ferry -ferries \
            -railway* -train -trains freight cargo shipping shipyard* -fares -transport turbine* kroner crowns grid \
            electricity energy utility steel paper_prices order_book interim_results +operating_profit +net_profit \
            fuel euros rate_rise rate_cut base_rate inflationary workforce expansion corporate brand brands \
            advertis* competition_commission regulator* deal supermarket* carmaker mining miners",
        elsewhere: "economía económic* empresa* bolsa acciones beneficio* inflación banco* mercado* inversión inversor* \
            precio* euros pib ventas deuda comercio aranceles crecimiento ibex économie économique* entreprise* \
            bourse action* bénéfice* inflation banque* marché* investiss* prix chiffre_d'affaires croissance dette \
            commerce cac wirtschaft* unternehmen* börse* aktie* gewinn* umsatz* inflation* bank* markt märkte \
            investor* preis* konzern* handel* zölle wachstum dax konjunktur* haushalt milliarden schulden zins* \
            economia azienda borsa mercati inflação juros mercado 经济 股市 公司 银行 市场 اقتصاد شركة أسواق tasa* coronas \
            energía electricidad puerto tipo_de_interés énergie électricité câble* taux transport* energie* strom* \
            leitzins verkehr* bahn schiff* 能源 電力 價格 渡輪 價錢 利率",
        sections: "business economy finance money markets market companies economics economía economia negocios empresas dinero mercados \
            économie entreprises bourse argent wirtschaft finanzen geld börse unternehmen personal-finance your-money dealbook \
            investing real-estate property retail energy automotive autos economie",
    },
    Row {
        key: "education",
        label: "Education",
        english: "+school +schools +student* +pupil* +teacher* +university universities +college colleges classroom* \
            +education educational +curriculum tuition campus -exam exams gcse a-level* graduate* graduation \
            undergraduate* kindergarten headteacher* -principal professor* -academic -degree -degrees scholarship* \
            literacy homework lecture* faculty ofsted school_district school_board superintendent student_loan* \
            admissions enrolment enrollment exam_board +examination* marks school_year syllabus",
        elsewhere: "escuela* colegio* alumno* profesor* universidad* educación estudiante* docente* école* élève* \
            enseignant* université* éducation étudiant* lycée* collège* baccalauréat schule* schüler* lehrer* \
            universität* bildung* student* hochschul* abitur kita* scuola studenti insegnanti escola* alunos \
            professores 学校 学生 教育 大学 مدرسة تعليم جامعة examen* exámenes examens prüfung* abitur* noten 考試",
        sections: "education schools higher-education university educación éducation bildung schule campus uni istruzione educação",
    },
    Row {
        key: "environment",
        label: "Environment",
        english: "+climate +climate_change +global_warming emissions +carbon +greenhouse co2 fossil_fuel* +renewable* \
            -solar wind_farm* +pollution pollut* +biodiversity species +wildlife +conservation* endangered \
            extinction deforestation rainforest* coral habitat* ecosystem* ecolog* -plastic recycl* environmental \
            +environmentalist* net_zero net-zero cop26 cop27 cop28 cop29 cop30 paris_agreement glacier* arctic_ice \
            sea_levels -nature -ocean forests sustainab* greenpeace -toxic sewage +river +rivers +fish salmon reef \
            reefs +corals marine -sea fishery fisheries lichen seaweed spawning restoration",
        elsewhere: "clima cambio_climático emisiones contaminación especies biodiversidad medio_ambiente renovables climat \
            changement_climatique réchauffement émissions pollution espèces biodiversité environnement renouvelable* \
            écolog* klima* klimawandel* emission* umwelt* artenschutz artensterben erneuerbare* co2 naturschutz* \
            energiewende ambiente cambiamento_climatico emissões desmatamento 气候 环境 污染 مناخ البيئة río ríos peces \
            arrecife mar rivière* poisson* récif fluss flüsse fische lachs riff 河 海洋 生態",
        sections: "environment climate climate-change green nature wildlife medio-ambiente clima planète environnement klima umwelt \
            ambiente energiewende climate-environment planeta",
    },
    Row {
        key: "health",
        label: "Health",
        english: "+health +hospital* +patient* +doctor* +vaccine* +vaccinat* +virus +covid* coronavirus +pandemic epidemic \
            +outbreak* +disease* +cancer diabetes obesity +medical medicine* -drug -drugs -treatment* therapy \
            therapies surgery surgeon* surgical nurse nurses +nhs clinic* clinical -symptom* infection* infected flu \
            measles ebola hiv aids malaria mental_health depression dementia alzheimer* heart_disease -stroke \
            +public_health cdc fda who_said diagnosis diagnosed antibiotic* pregnan* abortion* pharmaceutical \
            healthcare health_care medicaid medicare trial_participants -blood -immune -dose -doses pill pills \
            calorie* -diet vitamin* addiction opioid* overdose* smoking tobacco vaping autism sleep antibiotics \
            +clinical_trial* sick ill illness bacteria",
        elsewhere: "salud hospital* paciente* médico* vacuna* virus pandemia enfermedad* cáncer tratamiento sanidad santé \
            hôpital hôpitaux patient* médecin* vaccin* pandémie maladie* cancer traitement* gesundheit* krankenhaus* \
            arzt ärzt* impf* pandemie krankheit* krebs* behandlung* medizin* klinik* pflege* salute ospedale \
            pazienti vaccino saúde doença* 健康 医院 疫苗 病毒 الصحة مستشفى لقاح sueño vacuna ensayo sommeil vaccin schlaf \
            impfung 睡眠",
        sections: "health wellness medicine coronavirus covid-19 salud santé gesundheit medizin salute saúde well mental-health",
    },
    Row {
        key: "human-interest",
        label: "Human interest",
        english: "+birthday centenarian* +heartwarming good_samaritan lottery_winner lottery jackpot world_record guinness \
            reunited +quirky bizarre viral_video went_viral +anniversary_of_their twins triplets oldest_person \
            adorable puppy puppies kitten* lost_dog royal_wedding baby_name love_story kind-hearted kindness \
            generosity stranger_than",
        elsewhere: "cumpleaños lotería curioso viral anniversaire loterie insolite geburtstag* lotto kurios* jubiläum lotteria aniversário",
        sections: "human-interest oddly-enough odd-news weird offbeat insolite kurioses curiosidades good-news people gente vermischtes",
    },
    Row {
        key: "labour",
        label: "Labour",
        english: "+strike +strikes +union +unions +trade_union* +workers worker walkout* picket* +wages minimum_wage \
            +layoff* layoffs laid_off job_cuts redundanc* +collective_bargaining employees employee employer* \
            workplace working_hours unemployment jobless overtime industrial_action -staff pay_rise pay_deal \
            -striking gig_workers teamsters uaw unionized +strikers wage pay_offer teachers_strike",
        elsewhere: "huelga* sindicato* trabajador* salario* despido* empleo paro grève* syndicat* salarié* travailleurs \
            licenciement* emploi streik* gewerkschaft* beschäftigte* lohn löhne tarif* entlassung* arbeitsplätze \
            arbeitnehmer* stellenabbau sciopero sindacati lavoratori greve trabalhadores salário 罢工 工会 工人 إضراب \
            huelga grève streik 工資",
        sections: "labor labour jobs careers work employment empleo emploi karriere arbeit beruf lavoro emprego",
    },
    Row {
        key: "lifestyle-and-leisure",
        label: "Lifestyle",
        english: "+recipe* +restaurant* +chef +chefs cooking cook -dish dishes travel +tourist* tourism hotel* -holiday \
            -holidays vacation* +wine wines beer cuisine -menu dessert* baking garden* gardening decor -interior \
            -fitness yoga luxury beach_resort cruise -spa shopping skincare makeup -beauty style outfit* trend_for \
            -dating parenting hobby hobbies hiking camping -pets cocktail* flavour* flavor* delicious tablespoon* \
            teaspoon* -oven ingredients bake michelin destination*",
        elsewhere: "receta* restaurante* cocina viaje* turismo hotel* moda belleza recette* restaurant* cuisine voyage* tourisme hôtel* \
            mode beauté rezept* restaurant* koch kochen reise* tourismus urlaub* hotel* mode garten* ricetta ristorante viaggio \
            receita* viagem 旅游 美食 سياحة",
        sections: "lifestyle life-style life food travel style fashion home homes garden wine recipes restaurants dining beauty \
            relationships parenting pets leisure estilo viajes gastronomía voyage vie-quotidienne reise leben stil genuss essen \
            gourmet viaggi cucina estilo-de-vida lifeandstyle t-magazine wellbeing",
    },
    Row {
        key: "politics",
        label: "Politics",
        english: "+election +elections +minister +ministers +prime_minister +president presidential +parliament \
            +government +vote +votes voters voting voter +senate +senator* +congress congressman congresswoman \
            +lawmaker* party parties +labour +tory tories conservative* +lib_dem* liberal_democrat* +democrat* \
            +republican* +candidate* campaign coalition opposition policy -policies +bill legislation referendum \
            +white_house downing_street kremlin capitol +mp +mps -peers +commons house_of_lords -lords +cabinet \
            chancellor home_secretary foreign_secretary secretary_of_state foreign_minister diplomat* +diplomatic \
            summit treaty sanctions bilateral ambassador* embassy un_general_assembly security_council \
            european_union european_commission eu brexit +poll polls pollster* ballot* -primary primaries caucus \
            manifesto +political +politician* politics -leader -leadership constituency constituencies backbench* \
            -spokesman governor* mayor* impeach* immigration asylum deport* migrants human_rights constitution* veto \
            blair gordon_brown michael_howard kennedy bush trump biden obama clinton putin zelensky macron merkel \
            scholz starmer sunak xi_jinping modi netanyahu thatcher ukip devolution id_cards -whip -rebels -speech \
            -debate -administration executive_order supreme_leader -regime congressional democracy -democratic \
            authoritarian prime_ministerial ministry council_tax +mayor +mayoral ballots turnout delegation \
            delegations negotiators city_council council councillor* +coalition_talks run-off runoff second_round \
            minority_government exit_poll treasury_minister",
        elsewhere: "eleccion* ministro ministra presidente gobierno parlamento congreso diputad* partido* senado votación \
            voto* votantes oposición ley política político* candidato* coalición pp psoe élection* ministre \
            président gouvernement parlement assemblée député* parti partis sénat vote électeurs opposition loi \
            politique* candidat* coalition élysée macron wahl* minister* präsident* regierung* parlament* bundestag* \
            abgeordnet* partei* bundesrat wähler* opposition* gesetz* politik* kandidat* koalition* kanzler* cdu spd \
            afd fdp grüne* csu ampel* landtag* ministerpräsident* elezioni governo partito deputati senato eleição \
            eleições partido deputado* 政府 总统 选举 外交 部长 议会 حكومة رئيس انتخابات وزير alcalde alcaldesa urnas escrutinio \
            tratado maire scrutin urnes traité second_tour bürgermeister* stichwahl vertrag rathaus stadtrat* 市長 選舉 \
            議會",
        sections: "politics elections election us-politics uk-politics government congress white-house policy diplomacy política politica \
            politique politik innenpolitik außenpolitik inland bundestagswahl elecciones élections national-politics westminster \
            washington geopolitics",
    },
    Row {
        key: "religion",
        label: "Religion",
        english: "+church +churches +pope +vatican +bishop* +archbishop* +cardinal cardinals +priest* clergy +mosque* \
            +imam* +synagogue* +rabbi* +islam +muslim* +christian* +catholic* anglican* protestant* evangelical* \
            jewish hindu* buddhis* sikh* temple pilgrim* prayer* worship* +religious +religion faith theolog* gospel \
            bible quran koran ramadan easter_mass diocese parish sermon holy saint saints conclave +bells -bell \
            abbey monastery",
        elsewhere: "iglesia papa obispo* sacerdote* religión religios* católic* musulman* mezquita vaticano église pape \
            évêque* prêtre* religion religieu* catholique* mosquée kirche* papst bischof* bischöf* priester* \
            religion* katholi* muslim* moschee* gottesdienst* glaube* vatikan chiesa vescovo igreja 宗教 教会 الدين \
            المسجد",
        sections: "religion faith belief religión religione kirche glaube vatican religião",
    },
    Row {
        key: "science-and-technology",
        label: "Science and tech",
        english: "+software +computer* +internet online web -website* -users user +technology technologies tech digital \
            mobile phone phones +smartphone* handset* +broadband +microsoft apple +google +facebook +meta \
            +amazon_web -intel ibm sony nintendo samsung nokia motorola +pc pcs laptop* +gadget* +gaming \
            +video_game* games gamers +console* playstation xbox +spam +virus_writers +hacker* hackers hacking \
            cyber* malware phishing spyware +security_flaw* encryption +browser* firefox explorer linux open_source \
            -windows app apps ios android iphone* ipad* ipod* chip chips semiconductor* processor* \
            +artificial_intelligence ai chatbot* chatgpt openai algorithm* machine_learning +robot* robotics \
            +scientist* research +researcher* +nasa space spacecraft +satellite* rocket* astronaut* spacex +planet \
            planets mars -moon asteroid* telescope* galaxy +physics physicist* quantum +biolog* genetic* genome gene \
            genes dna fossil* dinosaur* +laboratory -experiment* study +discovery -data -server -servers cloud \
            -network -networks wireless wi-fi wifi 3g 4g 5g bluetooth gps -e-mail -e-mails -email -emails -download* \
            -downloads file-sharing file_sharing peer-to-peer p2p mp3 -blog* -blogs blogger* search_engine yahoo \
            ebay youtube twitter tiktok social_media startup silicon_valley -engineer* -engineering -device -devices \
            hardware -programs programming -code developer* tv_set high-definition hdtv -camera -cameras voip -net \
            chipmaker -technical -innovation* invention* patent patents drone self-driving electric_car \
            text_messages messaging ringtone* media_player -content electronics -desktop silicon scientific cern \
            +compiler* programmer* -rust open-source +astronomer* +astronomy +orbit orbital exoplanet* star_system \
            carbon_dating +undersea_cable* cable cables outage +open_data registry packages encryption_keys \
            signing_keys firmware embedded genus botanist* laboratory_tests microscope* particle* neutrino*",
        elsewhere: "tecnología internet software ordenador* móvil* digital* científico* investigador* \
            inteligencia_artificial usuarios espacio satélite* estudio ciberseguridad aplicación technologie* \
            logiciel* ordinateur* numérique* smartphone* scientifique* chercheur* intelligence_artificielle \
            utilisateurs satellite* espace étude fusée computer* internet* wissenschaft* forscher* \
            künstliche_intelligenz ki nutzer* satellit* weltraum raumfahrt studie* chip* app hacker* tecnologia \
            scienziati ricercatori pesquisadores cientistas 科技 互联网 人工智能 科学 手机 تكنولوجيا الإنترنت علماء programación \
            astronom* órbita telescopio* programmation orbite télescope* programmier* umlaufbahn teleskop* 衛星 數據 \
            開放數據 地圖 程式 天文 科學",
        sections: "tech technology science space gadgets internet ai digital computing games gaming tecnología ciencia technologies \
            sciences wissen wissenschaft technik netzwelt digitales tecnologia scienza ciência pixels informatique startups \
            artificial-intelligence cybersecurity",
    },
    Row {
        key: "society",
        label: "Society",
        english: "+demographic* birth_rate* population +homeless* +poverty inequality +gender +lgbt* transgender gay lesbian \
            same-sex racism racial discriminat* diversity feminis* women’s_rights +immigrant* +refugee* migrant* \
            -community -communities -families childcare adoption -elderly -ageing -aging marriage divorce charity \
            charities -volunteer* indigenous aboriginal welfare social_care loneliness census minority minorities",
        elsewhere: "sociedad pobreza igualdad migrantes refugiad* feminis* racismo género familia* société pauvreté égalité migrants réfugié* \
            féminis* racisme familles gesellschaft* armut gleichstellung flüchtling* migrant* feminis* rassismus familie* obdachlos* \
            società povertà migranti sociedade pobreza 社会 مجتمع لاجئين",
        sections: "society community race gender immigration inequality sociedad société gesellschaft zeitgeschehen panorama familie \
            società sociedade social",
    },
    Row {
        key: "sport",
        label: "Sport",
        english: "match +matches +coach +coaches +championship* +league +premier_league +champions_league +football \
            +footballer* +soccer +rugby +cricket +tennis +golf golfer* +basketball +baseball +hockey +olympic* \
            +medal* +striker* +midfielder* +goalkeeper* defender* -goal -goals scored +tournament* +world_cup \
            +fa_cup cup +quarter-final* quarter-finals semi-final* semi-finals -finals season -team -teams player \
            players +squad -club -clubs -win -wins -won victory -defeat -beat -beaten -injury -injured -fans \
            +stadium +referee* umpire* +wimbledon +grand_slam grand_prix +formula_one f1 +nba nfl mlb nhl fifa uefa \
            +six_nations +ryder_cup +pga +atp wta davis_cup +chelsea +arsenal +liverpool_fc +manchester_united \
            man_utd tottenham everton newcastle_united real_madrid barcelona bayern juventus +celtic rangers \
            +sprinter* sprint marathon athletics athlete* +doping drugs_test relay 100m 200m 400m 800m 1500m \
            metres_final iaaf world_record* world_champion* +innings wicket* batsman bowler* test_match -try tries \
            fly-half scrum -captain -manager penalty penalties kick-off half-time second_half first_half \
            -minutes_left substitute* -bench -transfer -signing -contract +quarterback touchdown* playoff* play-offs \
            inning pitcher* homer rebounds +boxing boxer* heavyweight knockout +ufc -cycling cyclist* tour_de_france \
            swimmer* -swimming gymnast* skier* skiing snowboard* -lap -laps pole_position ferrari mclaren +racing \
            -race -racer horse_racing jockey* derby -seed -seeded top_seed set_point match_point backhand forehand \
            -serve serena federer nadal djokovic roddick henman mourinho ferguson wenger ronaldo messi rooney \
            gerrard wayne_rooney -round -fixture* -draw -opener lineup line-up -game races peloton rider riders \
            velodrome stage_win finish_line finisher* +chess grandmaster* checkmate hour_record sprinters climb \
            winner runner-up podium coach’s +rugby_union +rugby_league",
        elsewhere: "fútbol liga partido* gol goles entrenador* jugador* equipo campeón campeonato torneo selección \
            baloncesto tenis atleta* olímpic* medalla* delantero estadio football match* but buts entraîneur* \
            joueur* équipe champion* championnat tournoi sélectionneur rugby tennis médaille* olympique* attaquant \
            stade ligue_1 fußball* bundesliga spiel* tor tore trainer* spieler* mannschaft* meister* turnier* \
            nationalmannschaft* pokal* olympi* medaille* stürmer* stadion* verein* sieg* niederlage* saison* calcio \
            partita squadra allenatore campionato giocatore futebol jogo time jogador* gols técnico 足球 比赛 球队 冠军 球员 \
            奥运 كرة_القدم مباراة فريق لاعب ciclis* carrera ciclista etapa meta pelotón corredor* ajedrez course \
            coureur* cyclis* peloton échecs radsport* rennen radfahrer* schach* 自行車 比賽 棋",
        sections: "sport sports football soccer tennis cricket rugby golf nba nfl mlb nhl basketball baseball olympics formula-one f1 \
            deportes deporte fútbol futbol sport fußball fussball calcio esportes futebol boxing cycling athletics racing motorsport \
            rugby-union rugby-league premier-league college-football mma ufc wnba hockey ncaa espn champions-league",
    },
    Row {
        key: "weather",
        label: "Weather",
        english: "-forecast +forecasters +temperature* -rain rainfall -snow snowfall +thunderstorm* -storm -storms \
            heatwave* heat_wave cold_snap +met_office +weather degrees_celsius degrees_fahrenheit humidity sunshine \
            -showers wind_gust* gusts -frost -fog icy cloudy weather_service meteorolog* blizzard* -hail drizzle \
            sunny +wind winds gale gales snowed metres_of_snow avalanche_warning pass_closed",
        elsewhere: "lluvia* temperatura* tormenta* nieve pronóstico aemet meteorolog* pluie* température* orage* neige \
            météo* canicule wetter* regen* temperatur* gewitter* schnee* vorhersage* deutscher_wetterdienst \
            hitzewelle* pioggia temperature maltempo chuva* 天气 降雨 气温 الطقس أمطار temporal viento* oleaje borrasca \
            vent tempête* wind sturm* orkan* böen schneefall* 風暴 颱風 下雪",
        sections: "weather wetter météo meteo tiempo clima-tiempo previsão",
    },
];
