import { stem } from './stem.ts'

/** True for a plain English word, in any of its forms. */
export function isEnglish(word: string): boolean {
  return words.has(word) || stems.has(stem(word))
}

/**
 * Plain English words of work and talk, as stems and forms alike. They are neither names nor skills; a tool that speaks
 * of none of them is not ruled out by them, only less likely.
 */
const words = new Set(
  `
  info ability able above absence absent accept access accident accord account accurate achieve across act action active
  activity actual add addition additional address adjust admin admit advance advanced advert advise affect afternoon
  agency agenda agree ahead aim alert align allocate allow alone along alongside alphabetical alternative always amend
  among amount analyse analysis anonymous answer anybody anymore anyone anything anyway anywhere apart appear
  applicant application apply appoint appointment appreciate approach appropriate approval approve april area argue
  arrange arrangement arrive aside ask asks aspect assess assign assist assistant associate assume attach attempt
  attend attention august authorise authorize automatic automatically availability available average avoid await aware
  away awful back background backlog bad badly balance ban base based basic basis batch become begin beginning behalf
  behind belief believe belong benefit benefits beside besides best better beyond bid big bigger biggest billing bit
  block board bonus book booked border boss branch brand brief bring broad brought browse bucket buddy budget build
  builder built bulk bump bunch bundle business busy call called caller calls calm campaign cancel cancelled candidate
  capability capable capacity care career careers careful carefully carry case catch category cause central certain
  certainly certificate chance change changed changing channel chase chasing check checked checks choice choose chosen
  claim claims clarify class clear clearance clearly click client close closed closely closer closest closing
  collaborate collaborator colleague collect collection column combine come comes comfortable coming comment commit
  commitment common communicate communication community commute company compare comparison compensation compete
  complain complaint complete completed completely completion complex complicated comply component comprehensive
  concern concise conclude condition conduct conference confidence confident configure confirm confirmed conflict
  confuse connect connection consent consider considered consist consistent constant consult consultant contact
  contain content context continue contract contractor contribute contribution control convenient convert convince
  coordinate copy core corporate correct correctly cost could count counter country county couple course cover
  coverage create created creation creative criteria critical cross crucial current currently custom customer cut
  cycle daily dashboard data database date day deadline deal debate decade decide decided decision declare decline
  decrease dedicate deeper default define definitely degree delay delegate delete deliver demand demo depart
  department departure depend describe description deserve design desire desk despite detail detailed details
  determine develop development device differ difference different difficult digit digital direct direction directly
  director disable disagree disappear discover discuss discussion display distance distribute division document domain
  done dossier double doubt down draft drag drop dropped due duplicate duration during duty each eager earlier
  earliest early earn ease easier easily easy edit edited education effect effective effort eight either elect element
  eleven eligible else elsewhere email emails emphasis employ employee employees employer employment empty enable
  encourage end ended ending enforce engage engagement enjoy enough ensure enter entire entirely entitle entry
  environment equal equipment error escalate especially essential establish estimate eta evaluate evening event events
  ever every everybody everyone everything everywhere exact exactly example excellent except exception exchange excite
  exclude exclusive excuse executive exist existing exit expand expect expectation expected expects experience
  experienced expert expertise expire explain explore export express extend extension extensive extent external extra
  extremely facility factor fail failed failure fair fairly fall falls familiar far faster feature february federal
  feedback feel feeling fees few fewer field fields fifth figure figures file files fill filled filter final finalise
  finally finance financial find finding fine finish finished firm first fit fits five fix fixed flag flagged flexible
  floor flow focus folder folk folks follow followed following force forever forget forgot form formal format former
  forth fortnight forward found four fourth frame free freelance freelancer freeze frequent frequently fresh freshest
  friday front frozen full fully function further future fyi gain gap gather general generally generate gentle get
  ghost ghosted gist give given gives glad go-to goal goes going gone good got grade gradual graduate grant great
  greatly greenlight group grow growing growth guarantee guess guest guidance guide guy guys habit half hand handle
  handled handover hang happen happened happening happens hard hardly hasn't hate having head headcount header heading
  headline hear heard height held hello help helpful helps hers hesitate hiccup hidden hide high higher highest
  highlight highly hire hired hiring hist history hit hold holding hope hopefully hotlist hour hourly hours however
  huge human hundred hurry hybrid idea ideal ideally ideas identify identity ignore image immediate immediately impact
  impediment implement import importance important impossible impress impressive improve improvement inactive inbox
  include included includes including income increase incredible indeed independent indicate individual industry
  influence inform information initial initially input inquire inquiry inside insight insist inspect instance instant
  instead instruction insufficient integrate intend intent interest interested interesting internal international
  interview interviewed interviewer interviewers interviews introduce introduction investigate invitation invite
  involve involved issue issued issues item items itself january job jobs join joined joining joint judge july june
  junior just justify keen keep keeping keeps kept kick kickoff kind know knowing knowledge known knows label lack
  lacking lacks large largely larger largest last lasts late lately later latest launch law lead leader leading leads
  lean learn learned least leave leaves leaving left legal length less let level levels liaise licence license like
  likely limit limits line lines lineup link links list listed listing lists little live lives local locate located
  location lock locked log logged login logs long longer longest longlist look looked looking looks lose loss lost lot
  low lower lowest mail mailbox main mainly maintain maintenance major majority make maker makes making manage
  management manager manual many march margin mark marked market match matched matches matching material matter
  maximum may maybe mean meaning means meant measure mechanism media medium meet meeting meetings member members
  membership memo mention mentioned merge mess message messages method middle might mile mind mine minimum minor
  minute minutes miss missed missing mistake mix mode model moderate modern modify moment monday month monthly months
  mood more morning most mostly motivate move moved movement moves moving much multi multiple must mutual myself name
  named names narrow national natural near nearby nearest nearly necessary need needed negotiate negotiation neither
  network never new newbie newcomer newest newly next nine nitpick no-show nobody none noone nope nor normal normally
  note noted notes nothing notice notices notification notify november now nowhere nudge number numbers object
  objective obtain obvious obviously occasion occur occurred october odd off offboard offboarding offer offered offers
  office official offline often old older oldest onboard onboarding once ongoing online onsite open opened opening
  openings operate operation operations opinion opportunity oppose opposite opt option optional options ordinary
  organisation organise organization organize origin original otherwise ought our ourselves out outcome outline output
  outreach outside outstanding over overall overdue overqualified overseas overview own owned owner owns pace pack
  page pages paid panel paragraph parallel parked part participant participate particular particularly partly partner
  pass passed passes passing past patch path patience patient pause paused pay paying payment pays peak pending people
  per perfect perfectly perform performance perhaps period permanent permission permit person personal personally
  perspective phase phone pick pick-up picked picking piece ping pipeline pitch place placed placement places plan
  planned planning plans plate platform please plenty plus point points policy poll popular portfolio portion position
  positions positive possibility possible possibly post posted posting posts potential potentially power practical
  practice precise prefer preference preferences preferred prefers prepare prepared presence present presentation
  press pressure pretty prevent preview previous previously price primary principal print prior priority privacy
  private proactive probably problem problems procedure proceed process processed product production profession
  professional profile profiles progress progressing project projects promise promising promote promotion prompt
  pronto proof proper properly proposal propose proposed prospect prospective protect proud prove provide provided
  provider public publish pull purpose purposes push put puts putting qualification qualified qualifies qualify
  quality quarter quarterly question questions queue quick quicker quickest quickly quiet quit quite quota radar raise
  raised random range ranges rank ranked ranking rapid rare rarely rate rated rates rather rating ratio reach reached
  reaction read reader readiness reading ready real realise realistic reality really reason reasonable reasons recall
  receive received recent recently reception recipient recognise recommend recommendation recommended reconsider
  record recorded records recruit recruiter recruiters recruiting recruitment redo reduce refer reference references
  referral referred reflect refresh refuse refused regard regarding regards region regional register registered
  registration regret regular regularly rehire reinstate reject rejected rejection relate related relation
  relationship relative release relevant reliable relocate relocation rely remain remaining remains remark remember
  remote remotely remove removed rename reopen reopened replace replaced replacement replied reply report reported
  reports repost represent request requested requests require required requirement requirements requires requisition
  research reserve reset reshuffle residence resign resigned resolve resource resources respect respond response
  responsibilities responsibility responsible rest restore result results resume resumes retain return returned
  returning reverse revert review reviewed reviewing reviews revise right rights rise risk role roles rollback room
  rooms rough roughly round route routine row rows safe safely said salary sales same sample sanity satisfied saturday
  save saved saves saying says scale scan scenario schedule scheduled scheduling scope score scores scratch screen
  screened screener screening search searching seat seats second secondary secret section sector secure security see
  seeing seek seeker seem seems seen select selected selection self send sending sends senior seniority sense sensible
  sent sentence separate september series serious seriously serve served service services session sessions set sets
  setting settings settle setup seven several severe shall shame shape share shared sharing sheet shift short shortage
  shorter shorthand shortlist shortly should show showed showing shown shows shut sick side sides sign signature
  signed significant signing silence similar similarly simple simply since single sit site sites situation six size
  skill skilled skills skip slight slightly slip slot slots slow slower small smaller smooth social society software
  solid solution some somebody somehow someone something sometimes somewhat somewhere soon sooner soonest sorry sort
  sorted sorting sound source sources sourcing span speak speaking speaks special specialist specific specifically
  spend spent split spoke spoken spot spread spreadsheet stable staff staffing stage stages stakeholder stand standard
  standing stands standup start started starter starting starts state stated statement status stay stayed stays steady
  step steps stick still stop stopped storage straight strange strategic strategy strength stress strict strictly
  strong stronger strongest strongly structure struggle stuck studied study stuff style subject submission submissions
  submit submittal submitted substantial succeed success successful such sudden suddenly sufficient suggest suggested
  suggestion suggestions suit suitable suits sum summary sunday supplier suppliers supply support suppose sure surely
  survey suspend swap switch sync system systems table tackle tag take taken takes taking talent talented talk talked
  talking target task tasks team teammate teams technical technique technology tell telling tells temp temporarily
  temporary ten tend tentative term terms terrible territory test tested tests text than thank thanks that's theirs
  them themselves then there therefore they thing think thinking third thirty this those though thought thoughts
  thousand thread threads three threshold through throughout throw thursday tick tidy tight till time timeline times
  timezone timing tiny title titles today together told tomorrow tone too took tool tools top topic total totally
  touch toward towards track tracker tracking trade trail transfer transition transparent trend trial tricky tried
  tries trigger trip trouble true trust truth try trying tuesday turn turnaround turned turnover turns twelve twenty
  twice two type types typical typically unable unarchive unassign unavailable uncertain unclear under undergo
  understand understanding understood undo unemployed unfortunately uninterested unique unit units unknown unless
  unlike unlikely unlock unscreened until unusual upcoming update updated updates upgrade upon upper upset upskill
  urgent urgently usage use used useful user users uses using usual usually vacancies vacancy vacant vague valid
  valuable value values variable various vast vendor vendors verify version versions very via view viewed viewer views
  visible visit visits voice volume volunteer wage wages wait waited waiting waits walk walkthrough wanted wants warn
  warning waste ways weak week weekday weekend weekly weeks weight welcome well went what's whatever when's whenever
  where's wherever whether whichever while whoever whole whose why wide widely willing win wins wip wipe wise wished
  wishlist with withdraw withdrawal withdrawn withdrew within without witness wonder wonderful wondering word wording
  words work workable worked worker workers workflow working workload workplace works workspace worried worry worse
  worst worthwhile wrap write writes writing written wrong yearly years yesterday yet young younger yours yourself
  `
    .split(/\s+/)
    .filter(Boolean),
)

const stems = new Set([...words].map(stem))
