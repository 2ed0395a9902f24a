//! The closed table of problem codes: every refusal and every broken rule the product knows.
//!
//! The wire form is stable; people read its sentence in the message catalogue ([`Code::key`]).

macro_rules! table {
    ($($meaning:literal $name:ident = $wire:literal, $status:literal;)+) => {
        /// One kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $name,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable wire form.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $wire,)+
                }
            }

            /// The key of its sentence in the message catalogue.
            pub fn key(self) -> String {
                format!("code_{}", self.as_str().replace('-', "_"))
            }

            /// The HTTP status when this code is the whole answer.
            pub const fn status(self) -> u16 {
                match self {
                    $(Self::$name => $status,)+
                }
            }

            /// What the code means, for the problem catalogue.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => $meaning,)+
                }
            }
        }
    };
}

table! {
    "The request could not be read." Malformed = "malformed", 400;
    "The person is not signed in." SignInNeeded = "sign-in-needed", 401;
    "The name or the password is wrong." WrongCredentials = "wrong-credentials", 401;
    "A second factor is needed to go on." SecondFactorNeeded = "second-factor-needed", 401;
    "The role does not allow this." Forbidden = "forbidden", 403;
    "The request came from another site." ForeignOrigin = "foreign-origin", 403;
    "It does not exist, or the person may not know of it." NotFound = "not-found", 404;
    "The address does not take this method." MethodNotAllowed = "method-not-allowed", 405;
    "Too late to take this step back, or it is not the last one of this person." UndoTooLate = "undo-too-late", 409;
    "The object is not in a state that allows this." WrongState = "wrong-state", 409;
    "Something with the same name or number exists." AlreadyExists = "already-exists", 409;
    "The version in If-Match is not the present one." Stale = "stale", 412;
    "The body is larger than allowed." TooLarge = "too-large", 413;
    "The body has a type the address does not take." UnsupportedType = "unsupported-type", 415;
    "One or more rules are broken; see errors." RulesBroken = "rules-broken", 422;
    "An If-Match header is needed." VersionNeeded = "version-needed", 428;
    "Too many requests; see Retry-After." TooManyRequests = "too-many-requests", 429;
    "The header is larger than allowed." HeaderTooLarge = "header-too-large", 431;
    "The server failed; the request id helps to find out why." Internal = "internal", 500;
    "The server is busy; see Retry-After." Busy = "busy", 503;
    "A part the server needs is out of reach; see Retry-After." Unavailable = "unavailable", 503;
    "The request took too long." TooSlow = "too-slow", 503;
    "There is no space left to store this." StorageFull = "storage-full", 507;

    "The idempotency key was used for another request." KeyReused = "key-reused", 422;
    "An Idempotency-Key header of 1 to 80 letters, digits or dashes is needed." KeyNeeded = "key-needed", 422;
    "The page token is not one we gave." BadCursor = "bad-cursor", 422;
    "The field must not be empty." Required = "required", 422;
    "The text is longer than the maximum." TooLong = "too-long", 422;
    "The list is longer than allowed." TooMany = "too-many", 422;
    "The text is shorter than the minimum." TooShort = "too-short", 422;
    "The text holds characters that cannot be shown." BadCharacters = "bad-characters", 422;
    "The value is not one of those offered." NotOffered = "not-offered", 422;
    "The number is outside its bounds." OutOfBounds = "out-of-bounds", 422;
    "The date cannot be read; YYYY-MM-DD is needed." BadDate = "bad-date", 422;
    "The date lies in the future." FutureDate = "future-date", 422;
    "The e-mail address cannot be right." BadEmail = "bad-email", 422;
    "The telephone number cannot be right." BadPhone = "bad-phone", 422;
    "The thing named does not exist." UnknownReference = "unknown-reference", 422;
    "The form was sent faster than a person can." TooFast = "too-fast", 422;

    "The password is too short." PasswordTooShort = "password-too-short", 422;
    "The password is on the list of common passwords." PasswordCommon = "password-common", 422;
    "The link was used or has expired." LinkSpent = "link-spent", 422;
    "The code of the second factor is wrong or was used." WrongSecondFactor = "wrong-second-factor", 422;
    "The last administrator cannot be removed." LastAdministrator = "last-administrator", 422;

    "The unit has no one by this role." NotYourUnit = "not-your-unit", 422;
    "The picture is too large." PictureTooLarge = "picture-too-large", 422;
    "The file is not a picture we can read." NotAPicture = "not-a-picture", 422;
    "The recording is too large." RecordingTooLarge = "recording-too-large", 422;
    "The recording is too long." RecordingTooLong = "recording-too-long", 422;
    "The file is not a recording we can play." NotARecording = "not-a-recording", 422;
    "There are more pictures than allowed." TooManyPictures = "too-many-pictures", 422;

    "The idea was thanked before." AlreadyThanked = "already-thanked", 409;
    "Publishing something of a child needs a way to reach its guardian." GuardianNeeded = "guardian-needed", 422;
    "Thanks need a person's own words." ThanksNeedsOwnWords = "thanks-needs-own-words", 422;
    "At least one piece of evidence is needed." EvidenceNeeded = "evidence-needed", 422;
    "An answer needs a next step." NextStepNeeded = "next-step-needed", 422;
    "All four conditions must hold." ConditionsNotMet = "conditions-not-met", 422;
    "The idea belongs to a person already." AlreadyClaimed = "already-claimed", 409;
    "Who wrote an idea down for somebody else is not its author." NotTheAuthor = "not-the-author", 409;
    "The author was asked as often as allowed." QuestionsSpent = "questions-spent", 409;
    "An answered idea is taken up again once." ReopeningSpent = "reopening-spent", 409;
    "The person does not act for this unit." NotOfThisDesk = "not-of-this-desk", 422;
    "The idea is there already." AlreadyThere = "already-there", 422;
    "A plan to try the idea waits for the head of the unit." TrialWaits = "trial-waits", 409;
    "A trial ends after today and within a year." TrialEnd = "trial-end", 422;
    "The way of the idea has ended; it is not withdrawn any more." AlreadySettled = "already-settled", 409;
    "Somebody else looks at what one did oneself." NotYourOwn = "not-your-own", 409;
    "A hiding is appealed once." AppealSpent = "appeal-spent", 409;

    "The campaign takes no ideas now." CampaignNotRunning = "campaign-not-running", 422;
    "The campaign is not for this unit or these people." NotForThisCampaign = "not-for-this-campaign", 422;

    "The shares do not add to 100 %." SharesNotWhole = "shares-not-whole", 422;
    "A co-author has not confirmed." CoAuthorUnconfirmed = "co-author-unconfirmed", 422;
    "The time to file has passed (NĐ 13/2012 Đ.5.2)." FilingTooLate = "filing-too-late", 422;
    "The declaration is not ticked." DeclarationNeeded = "declaration-needed", 422;
    "A supplement was asked for as often as allowed." SupplementSpent = "supplement-spent", 409;
    "The superior authority must approve first (NĐ 13/2012 Đ.7.2)." SuperiorApprovalNeeded = "superior-approval-needed", 422;
    "A reason is needed." ReasonNeeded = "reason-needed", 422;

    "The member has a conflict of interest." Conflicted = "conflicted", 422;
    "Conflicts must be declared first." DeclarationOfInterestNeeded = "declaration-of-interest-needed", 422;
    "More markers are needed." MarkersNeeded = "markers-needed", 422;
    "The score lies outside its criterion or band." ScoreOutsideBand = "score-outside-band", 422;
    "Every criterion needs a score." ScoresIncomplete = "scores-incomplete", 422;
    "A comment is needed with this score." CommentNeeded = "comment-needed", 422;
    "The sheet is sealed." Sealed = "sealed", 409;
    "Not every sheet is sealed yet." NotAllSealed = "not-all-sealed", 409;
    "The meeting lacks its quorum." QuorumMissing = "quorum-missing", 422;
    "More votes than members present." TooManyVotes = "too-many-votes", 422;
    "The rubric's maxima do not fit." RubricUnsound = "rubric-unsound", 422;

    "The achievement was honoured by this form before." AlreadyHonoured = "already-honoured", 409;
    "Only what was applied or recognised can be commended." AchievementUnproven = "achievement-unproven", 409;
    "The text has more words than the form allows." TooManyWords = "too-many-words", 422;
    "The day lies before the decision." BeforeDecision = "before-decision", 422;
    "The form cannot be given to this kind of recipient." FormNotForRecipient = "form-not-for-recipient", 422;
    "This basis needs the minutes of the commendation council." CouncilMinutesNeeded = "council-minutes-needed", 422;
    "The signer has no authority over this form." SignerLacksAuthority = "signer-lacks-authority", 422;
    "No rule is in force on that day." NoRuleInForce = "no-rule-in-force", 422;
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn wire_forms_are_unique_and_plain() {
        let forms: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(forms.len(), Code::ALL.len());
        assert!(forms.iter().all(|form| form.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }
}
