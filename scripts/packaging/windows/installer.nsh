; Explorer's "Send to", which hands over all selected files at once, and its own menu, which starts the app once for each file:
; the app gathers those starts (main/opened/opened-files.ts). All of it is the user's own, so no administrator is needed.

!include LogicLib.nsh

; The types of jobs with their English titles, the titles by the number of each language, and what each type is offered for:
; written by `npm run launchers`.
!macro dropmillJobs ACTION
  !insertmacro ${ACTION} "zip" "Zip with Dropmill"
  !insertmacro ${ACTION} "resize" "Resize with Dropmill"
  !insertmacro ${ACTION} "extract" "Extract with Dropmill"
!macroend

!macro dropmillTitles_zip ACTION
  !insertmacro ${ACTION} 0x09 "Zip with Dropmill"
  !insertmacro ${ACTION} 0x07 "Mit Dropmill zippen"
  !insertmacro ${ACTION} 0x0c "Compresser avec Dropmill"
  !insertmacro ${ACTION} 0x0a "Comprimir con Dropmill"
!macroend

!macro dropmillTitles_resize ACTION
  !insertmacro ${ACTION} 0x09 "Resize with Dropmill"
  !insertmacro ${ACTION} 0x07 "Mit Dropmill verkleinern"
  !insertmacro ${ACTION} 0x0c "Redimensionner avec Dropmill"
  !insertmacro ${ACTION} 0x0a "Redimensionar con Dropmill"
!macroend

!macro dropmillTitles_extract ACTION
  !insertmacro ${ACTION} 0x09 "Extract with Dropmill"
  !insertmacro ${ACTION} 0x07 "Mit Dropmill entpacken"
  !insertmacro ${ACTION} 0x0c "Extraire avec Dropmill"
  !insertmacro ${ACTION} 0x0a "Extraer con Dropmill"
!macroend

!macro dropmillPlaces_zip ACTION
  !insertmacro ${ACTION} "*" "zip"
  !insertmacro ${ACTION} "Directory" "zip"
!macroend

!macro dropmillPlaces_resize ACTION
  !insertmacro ${ACTION} "SystemFileAssociations\image" "resize"
  !insertmacro ${ACTION} "Directory" "resize"
!macroend

!macro dropmillPlaces_extract ACTION
  !insertmacro ${ACTION} "SystemFileAssociations\.zip" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.zipx" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.jar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.apk" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cbz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tgz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.gz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tzst" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.zst" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.txz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.xz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tbz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tbz2" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.bz2" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.7z" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.rar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cbr" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cb7" "extract"
!macroend

; The end of what is written.

; Into $R9, if the installer speaks this language.
!macro dropmillTitle LANGUAGE_NUMBER TITLE
  ${If} $R8 = ${LANGUAGE_NUMBER}
    StrCpy $R9 "${TITLE}"
  ${EndIf}
!macroend

; With its title in $R9.
!macro dropmillVerb CLASS NAME
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "" "$R9"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "MultiSelectModel" "Player"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --${NAME} -- "%1"'
!macroend

!macro dropmillNoVerb CLASS NAME
  DeleteRegKey HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}\shell"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}"
!macroend

; For all languages: the installer before may have had another one.
!macro dropmillNotSentTo LANGUAGE_NUMBER TITLE
  Delete "$SENDTO\${TITLE}.lnk"
!macroend

; The number of the installer's language has the country above the lowest ten bits.
!macro dropmillAdd NAME ENGLISH
  !insertmacro dropmillTitles_${NAME} dropmillNotSentTo
  IntOp $R8 $LANGUAGE & 0x3FF
  StrCpy $R9 "${ENGLISH}"
  !insertmacro dropmillTitles_${NAME} dropmillTitle
  CreateShortCut "$SENDTO\$R9.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--${NAME}"
  !insertmacro dropmillPlaces_${NAME} dropmillVerb
!macroend

!macro dropmillRemove NAME ENGLISH
  !insertmacro dropmillTitles_${NAME} dropmillNotSentTo
  !insertmacro dropmillPlaces_${NAME} dropmillNoVerb
!macroend

!macro customInstall
  Push $R8
  Push $R9
  !insertmacro dropmillJobs dropmillAdd
  Pop $R9
  Pop $R8
!macroend

!macro customUnInstall
  !insertmacro dropmillJobs dropmillRemove
  DeleteRegKey /ifempty HKCU "Software\Classes\SystemFileAssociations"
!macroend
